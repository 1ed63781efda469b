/** Dark enough for white letters on them (contrast above 4.5:1). */
const COLOURS = ['#06663a', '#1f5fa8', '#8a3b12', '#6a2c91', '#0b6470', '#99253d', '#4d5320', '#3f4a8a'];

function colourOf(id: string): string {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 9973;
  return COLOURS[sum % COLOURS.length] ?? '#06663a';
}

/** The first letter that carries the sound: Thai writes some vowels before their consonant. */
function initial(name: string): string {
  return /[^\s\u0E30-\u0E3A\u0E40-\u0E4E"'(]/u.exec(name)?.[0] ?? '';
}

/** A round sign for a person or an account. */
export function Avatar({ id, name, size = 'md' }: { id: string; name: string; size?: 'sm' | 'md' }) {
  return (
    <span class={`avatar avatar-${size}`} style={{ backgroundColor: colourOf(id) }} aria-hidden="true">
      {initial(name)}
    </span>
  );
}
