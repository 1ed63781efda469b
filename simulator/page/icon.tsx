/** A drawn sign from the sprite that `scripts/build-page.mjs` makes of the names in `icons.json`. */
export function Icon({ name }: { name: string }) {
  return (
    <svg class="icon" aria-hidden="true" focusable="false">
      <use href={`/simulator/assets/icons.svg#${name}`} />
    </svg>
  );
}
