import { isJson, type Json, listOf, objectOf, textOf } from '../json';

/** What a Flex message needs from the page it is drawn on. */
export interface FlexHost {
  /** Somebody tapped something that carries this LINE action. */
  act(action: Json): void;
  /** An address the page may load, or `undefined` when it lives on another machine. */
  local(url: string | undefined): string | undefined;
  readonly words: {
    /** Name of a tappable thing that has neither label nor text. */
    readonly open: string;
    /** Shown in place of a picture that cannot be shown. */
    readonly picture: string;
    /** Shown in place of a component this page does not know. */
    readonly unknown: string;
  };
}

/** The contents of a node that may itself carry actions. */
function parts(node: Json): readonly Json[] {
  const blocks = ['header', 'hero', 'body', 'footer'].map((name) => objectOf(node, name));
  return [...listOf(node, 'contents'), ...blocks.filter(isJson)];
}

/** True when something inside `node` can be tapped on its own. */
export function holdsActions(node: Json): boolean {
  return parts(node).some((part) => objectOf(part, 'action') !== undefined || holdsActions(part));
}

/** The words inside `node`, in reading order. */
export function spoken(node: Json): string {
  const own = listOf(node, 'contents').length === 0 ? textOf(node, 'text') : undefined;
  return [own, ...parts(node).map(spoken)].filter((words) => words !== undefined && words !== '').join(' ');
}
