/** Lets go of what was put in first until no more than `most` are left: for what is remembered in memory alone. */
export function keepLatest<K>(remembered: Set<K> | Map<K, unknown>, most: number): void {
  for (const oldest of remembered.keys()) {
    if (remembered.size <= most) return;
    remembered.delete(oldest);
  }
}
