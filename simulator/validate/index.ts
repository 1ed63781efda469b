export { validateMessages } from './messages';
export { validateRichMenu } from './rich-menu';
export type { ValidationProblem } from './report';
