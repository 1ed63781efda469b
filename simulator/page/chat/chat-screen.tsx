import { useState } from 'preact/hooks';
import type { ChatItem, ChatState, Device, SimulatorState } from '../../contract';
import { api } from '../api';
import { type Part, sendTogether } from '../bursts';
import { Icon } from '../icon';
import type { Json } from '../json';
import { gist } from '../messages/message';
import { nameIn } from '../names';
import { useTexts } from '../texts';
import { useAttachments } from './attachments';
import { BurstTray, useTray } from './burst-tray';
import { useMenuOpen, useThinking } from './chat-hooks';
import { ChatLog } from './chat-log';
import { Composer } from './composer';
import { act, type DeedTools } from './deeds';
import { type Question, QuestionDialog } from './question-dialog';
import { countQuickReplies, QuickReplies } from './quick-replies';
import { RichMenu } from './rich-menu';

interface ChatScreenProps {
  readonly state: SimulatorState;
  readonly chat: ChatState;
  readonly device: Device;
  readonly draft: string;
  readonly onDraft: (text: string) => void;
  /** Says something to the person that is no problem. */
  readonly onNotice: (notice: string) => void;
  readonly onProblem: (problem: unknown) => void;
}

/** Quick replies to these stay until their answer was sent (LINE: using quick replies). */
const STAYING = new Set(['camera', 'cameraRoll', 'datetimepicker', 'location']);

function useCopying({ onNotice, onProblem }: ChatScreenProps) {
  const { t } = useTexts();
  return (text: string) =>
    void navigator.clipboard.writeText(text).then(() => onNotice(t('copied')), onProblem);
}

/** The chat of somebody who blocked the account: to be read, not written in. */
function BlockedChat(props: ChatScreenProps & { accountName: string }) {
  const { chat, device, accountName, onProblem } = props;
  const { t } = useTexts();
  const copy = useCopying(props);
  return (
    <div class={`chat on-${device}`}>
      <ChatLog chat={chat} accountName={accountName} isThinking={false} deeds={{ copy }} />
      <div class="blocked">
        <p>{t('blocked.words')}</p>
        <button type="button" class="primary" onClick={() => void api.follow(chat).catch(onProblem)}>
          {t('blocked.unblock')}
        </button>
      </div>
    </div>
  );
}

/** Quick replies belong to the newest message alone, and go once they are answered. */
function useOffers(chat: ChatState): [ChatItem | undefined, () => void] {
  const [answered, setAnswered] = useState<string>();
  const last = chat.items.at(-1);
  const offers = last?.from === 'bot' && last.unsent !== true && last.id !== answered ? last : undefined;
  return [offers, () => setAnswered(last?.id)];
}

function focusComposer(): void {
  document.querySelector<HTMLTextAreaElement>('.compose-line textarea')?.focus();
}

type ChatParts = Pick<DeedTools, 'attachments' | 'showMenu'> & { readonly ask: (question: Question) => void };

/** What tapped actions may do to this chat. */
function useTools(props: ChatScreenProps, { attachments, ask, showMenu }: ChatParts): DeedTools {
  const { onDraft, onNotice, onProblem } = props;
  const { t } = useTexts();
  return {
    attachments,
    askLocation: () => ask({ kind: 'place' }),
    askDate: (picker) => ask({ kind: 'date', picker }),
    prefill: (text) => {
      onDraft(text);
      focusComposer();
    },
    showMenu,
    copy: useCopying(props),
    linked: () => onNotice(t('action.linked')),
    unknown: () => onNotice(t('action.unknown')),
    onProblem,
  };
}

function Befriend({ onFollow }: { onFollow: () => void }) {
  const { t } = useTexts();
  return (
    <button type="button" class="befriend" onClick={onFollow}>
      <Icon name="user-plus" /> {t('chat.befriend')}
    </button>
  );
}

/** Sends what was put together, at once or, while messages are collected, with the others. */
function useSending({ chat, onProblem }: ChatScreenProps) {
  const tray = useTray();
  const send = (sending: Promise<unknown>) => void sending.catch(onProblem);
  return {
    tray,
    send,
    put: (...parts: readonly Part[]) => {
      if (tray.parts !== undefined) tray.add(...parts);
      else if (parts.length > 0) send(sendTogether(chat, parts));
    },
    sendAll: () => {
      if (tray.parts !== undefined) send(sendTogether(chat, tray.parts));
      tray.close();
    },
  };
}

interface OfferedProps {
  readonly device: Device;
  readonly offers: ChatItem | undefined;
  readonly hasMenu: boolean;
  readonly onTap: (action: Json) => void;
}

/** The quick replies of a phone; on a computer, what it does not show is said where it would be. */
function Offered({ device, offers, hasMenu, onTap }: OfferedProps) {
  const { t } = useTexts();
  if (device === 'phone')
    return offers === undefined ? null : (
      <QuickReplies key={offers.id} message={offers.message} onTap={onTap} />
    );
  const count = offers === undefined ? 0 : countQuickReplies(offers.message);
  if (count > 0) return <p class="missing">{t('device.noQuick', { count })}</p>;
  return hasMenu ? <p class="missing">{t('device.noMenu')}</p> : null;
}

function OpenChat(props: ChatScreenProps & { accountName: string }) {
  const { state, chat, device, accountName, draft, onDraft, onProblem } = props;
  const { t } = useTexts();
  const { tray, send, put, sendAll } = useSending(props);
  const attachments = useAttachments((parts) => put(...parts));
  const isThinking = useThinking(chat);
  const [isMenuOpen, showMenu] = useMenuOpen(chat.richMenu);
  const [question, ask] = useState<Question>();
  const [quoted, quote] = useState<ChatItem>();
  const [offers, answerOffers] = useOffers(chat);
  const tools = useTools(props, { attachments, ask, showMenu });
  const tap = (action: Json) => act(action, chat, device, tools);
  const say = (text: string) => {
    if (tray.parts !== undefined) tray.add({ kind: 'text', text });
    else send(api.text(chat, text, quoted?.id));
    onDraft('');
    quote(undefined);
  };
  const choose = (action: Json) => {
    if (!STAYING.has(String(action.type))) answerOffers();
    tap(action);
  };
  const startQuoting = (item: ChatItem) => {
    quote(item);
    focusComposer();
  };

  return (
    <div class={`chat on-${device}`}>
      <ChatLog
        chat={chat}
        accountName={accountName}
        isThinking={isThinking}
        deeds={{
          tap,
          quote: startQuoting,
          copy: tools.copy,
          unsend: (item) => send(api.unsend(chat, item.id)),
        }}
      />
      {chat.items.length === 0 && <Befriend onFollow={() => send(api.follow(chat))} />}
      <Offered device={device} offers={offers} hasMenu={chat.richMenu !== undefined} onTap={choose} />
      <BurstTray tray={tray} onSend={sendAll} />
      <Composer
        draft={draft}
        onDraft={onDraft}
        onSend={say}
        onSticker={(packageId, stickerId) => put({ kind: 'sticker', packageId, stickerId })}
        onLocation={tools.askLocation}
        onTyping={() => showMenu(false)}
        onBurst={() => {
          tray.open();
          focusComposer();
        }}
        onLines={tray.addLines}
        attachments={attachments}
        quoted={quoted === undefined ? undefined : gist(quoted.message, t)}
        onUnquote={() => quote(undefined)}
      />
      {device === 'phone' && chat.richMenu !== undefined && (
        <RichMenu
          menu={chat.richMenu}
          isOpen={isMenuOpen}
          onToggle={() => showMenu(!isMenuOpen)}
          onTap={tap}
        />
      )}
      {attachments.fields}
      <QuestionDialog
        chat={chat}
        question={question}
        accountName={accountName}
        now={new Date(state.now)}
        onClose={() => ask(undefined)}
        onPicked={answerOffers}
        onPlace={(place) => put({ kind: 'place', place })}
        onProblem={onProblem}
      />
    </div>
  );
}

/** One person's chat with one account. */
export function ChatScreen(props: ChatScreenProps) {
  const { language } = useTexts();
  const account = props.state.channels.find((channel) => channel.botUserId === props.chat.botUserId);
  const accountName = account === undefined ? '' : nameIn(language, account);
  return props.chat.blocked ? (
    <BlockedChat {...props} accountName={accountName} />
  ) : (
    <OpenChat {...props} accountName={accountName} />
  );
}
