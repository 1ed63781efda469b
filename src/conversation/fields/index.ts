/** The kinds of answers a flow can ask for. */
export { oneOf, yesNo } from './choices';
export { code, compactCode, phone } from './codes';
export { day, since } from './day';
export { files } from './files';
export type { FileAnswer, PlaceAnswer } from '../known';
export { baht, percent } from './numbers';
export { pickOne } from './pick-one';
export type { Item } from './pick-one';
export { place } from './place';
export { text } from './text';
