import { type Json, objectOf, textOf } from '../json';
import { type FlexHost, holdsActions, spoken } from './host';

interface TapAttributes {
  readonly role?: 'button';
  readonly tabIndex?: number;
  readonly 'aria-label'?: string;
  readonly onClick?: (event: Event) => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

/** Makes an element with nothing tappable inside a button, for mouse and keyboard; `{}` without action. */
export function tappable(node: Json, host: FlexHost): TapAttributes {
  const action = objectOf(node, 'action');
  if (action === undefined || holdsActions(node)) return {};
  const name = spoken(node);
  return {
    role: 'button',
    tabIndex: 0,
    ...(name === '' ? { 'aria-label': textOf(action, 'label') ?? host.words.open } : {}),
    onClick: (event) => {
      event.stopPropagation();
      host.act(action);
    },
    onKeyDown: (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      event.stopPropagation();
      host.act(action);
    },
  };
}

/**
 * A button laid under the tappable things of an element that is tappable as a whole:
 * buttons may not stand inside buttons.
 */
export function tapCover(node: Json, host: FlexHost) {
  const action = objectOf(node, 'action');
  if (action === undefined || !holdsActions(node)) return null;
  return (
    <button
      type="button"
      class="fx-cover"
      aria-label={textOf(action, 'label') ?? host.words.open}
      onClick={() => host.act(action)}
    />
  );
}
