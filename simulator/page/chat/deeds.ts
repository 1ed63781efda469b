import type { Device } from '../../contract';
import { type Deed, deedOf, pickedParams, type PickerQuestion } from '../actions';
import { api } from '../api';
import type { Json } from '../json';
import type { ChatId } from '../route';
import type { Attachments } from './attachments';

/** What the chat screen lets a deed do to it. */
export interface DeedTools {
  readonly attachments: Attachments;
  readonly askLocation: () => void;
  readonly askDate: (question: PickerQuestion) => void;
  readonly prefill: (text: string) => void;
  /** Opens or closes the rich menu. */
  readonly showMenu: (open: boolean) => void;
  readonly copy: (text: string) => void;
  readonly linked: () => void;
  readonly unknown: () => void;
  readonly onProblem: (problem: unknown) => void;
}

/** `inputOption`: what a postback does to the menu and the keyboard. */
function inputOption(action: Json, tools: DeedTools): void {
  if (action.inputOption === 'openRichMenu') tools.showMenu(true);
  if (action.inputOption === 'closeRichMenu') tools.showMenu(false);
  if (action.inputOption === 'openKeyboard') {
    tools.prefill(typeof action.fillInText === 'string' ? action.fillInText : '');
  }
}

function perform(deed: Deed, chat: ChatId, tools: DeedTools): Promise<unknown> | undefined {
  switch (deed.kind) {
    case 'postback':
      return api.postback(chat, deed.postback);
    case 'say':
      return api.text(chat, deed.text);
    case 'switch':
      return api.switchRichMenu(chat, deed.richMenuAliasId, deed.data);
    case 'link':
      return api.linkAccount(chat, deed.linkToken, deed.nonce).then(tools.linked);
    case 'copy':
      tools.copy(deed.text);
      return undefined;
    case 'open':
      window.open(deed.href, '_blank', 'noopener,noreferrer');
      return undefined;
    case 'prefill':
      tools.prefill(deed.text);
      return undefined;
    case 'pick':
      tools.askDate(deed.question);
      return undefined;
    case 'place':
      tools.askLocation();
      return undefined;
    case 'camera':
      tools.attachments.camera();
      return undefined;
    case 'album':
      tools.attachments.album();
      return undefined;
    case 'nothing':
      tools.unknown();
      return undefined;
  }
}

/** Does what a tapped LINE action says, as the person of this chat. */
export function act(action: Json, chat: ChatId, device: Device, tools: DeedTools): void {
  const deed = deedOf(action, location.href, device === 'desktop');
  perform(deed, chat, tools)?.catch(tools.onProblem);
  if (action.type === 'postback') inputOption(action, tools);
}

/** Sends what was picked in the date and time dialog. */
export function sendPicked(chat: ChatId, question: PickerQuestion, value: string): Promise<unknown> {
  return api.postback(chat, { data: question.data, params: pickedParams(question.mode, value) });
}
