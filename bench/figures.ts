/** How figures are written, in the terminal and in the README. */

export function ratio(value: number): string {
  return value.toFixed(2);
}

export function ms(value: number): string {
  if (value === Infinity) return 'unanswered';
  return value < 10_000
    ? `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
    : `${(value / 1000).toFixed(1)} s`;
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0.99 && share < 1 ? 2 : 1)} %`;
}
