/** `T` with every key that may be undefined made optional, and undefined taken out of its values. */
export type Present<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/**
 * `fields` without those that are undefined: what is not known is absent, in what we store and in what we
 * hand on. To be spread into larger objects: `{ id, ...present({ unitKey }) }`.
 */
export function present<T extends object>(fields: T): Present<T>;
export function present(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
