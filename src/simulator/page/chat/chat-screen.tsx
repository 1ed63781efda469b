import { useEffect, useState } from 'preact/hooks';
import type { ChatItem, ChatState, SimulatorState } from '../../contract';
import type { PickerQuestion } from '../actions';
import { api } from '../api';
import { Icon } from '../icon';
import type { Json } from '../json';
import { gist } from '../messages/message';
import { useTexts } from '../texts';
import { useAttachments } from './attachments';
import { ChatLog } from './chat-log';
import { Composer } from './composer';
import { act, sendPicked, type DeedTools } from './deeds';
import { LocationDialog } from './location-dialog';
import { PickerDialog } from './picker-dialog';
import { QuickReplies } from './quick-replies';
import { RichMenu } from './rich-menu';

interface ChatScreenProps {
  readonly state: SimulatorState;
  readonly chat: ChatState;
  readonly draft: string;
  readonly onDraft: (text: string) => void;
  /** Says something to the person that is no problem. */
  readonly onNotice: (notice: string) => void;
  readonly onProblem: (problem: unknown) => void;
}

/** Actions whose quick replies stay until their answer was sent. */
const STAYING = new Set(['camera', 'cameraRoll', 'datetimepicker', 'location', 'clipboard', 'uri']);

/** True while the loading animation runs; it also ends by itself. */
function useThinking(chat: ChatState): boolean {
  const [isThinking, setThinking] = useState(false);
  useEffect(() => {
    setThinking(chat.loadingSeconds > 0);
    if (chat.loadingSeconds <= 0) return undefined;
    const timer = window.setTimeout(() => setThinking(false), chat.loadingSeconds * 1000);
    return () => window.clearTimeout(timer);
  }, [chat]);
  return isThinking;
}

/** Whether the rich menu is open: as its maker wished, until the person says otherwise. */
function useMenuOpen(menu: ChatState['richMenu']): [boolean, (open: boolean) => void] {
  const [isOpen, setOpen] = useState(menu?.selected ?? false);
  useEffect(() => setOpen(menu?.selected ?? false), [menu?.richMenuId]);
  return [isOpen, setOpen];
}

/** One person's chat with one account. */
export function ChatScreen({ state, chat, draft, onDraft, onNotice, onProblem }: ChatScreenProps) {
  const { t } = useTexts();
  const { botUserId, userId } = chat;
  const id = { botUserId, userId };
  const account = state.channels.find((channel) => channel.botUserId === botUserId);
  const attachments = useAttachments(id, onProblem);
  const isThinking = useThinking(chat);
  const [isMenuOpen, showMenu] = useMenuOpen(chat.richMenu);
  const [isAskingPlace, askPlace] = useState(false);
  const [question, askDate] = useState<PickerQuestion>();
  const [quoted, setQuoted] = useState<ChatItem>();
  const [answeredItem, setAnsweredItem] = useState<string>();

  const send = (sending: Promise<unknown>) => void sending.catch(onProblem);
  const copied = () => onNotice(t('copied'));
  const tools: DeedTools = {
    attachments,
    askLocation: () => askPlace(true),
    askDate,
    prefill: (text) => {
      onDraft(text);
      document.querySelector<HTMLTextAreaElement>('.compose-line textarea')?.focus();
    },
    showMenu,
    copied,
    unknown: () => onNotice(t('action.unknown')),
    onProblem,
  };
  const tap = (action: Json) => act(action, id, tools);
  const last = chat.items.at(-1);
  const offers = last?.from === 'bot' && last.unsent !== true && last.id !== answeredItem ? last : undefined;

  if (chat.blocked) {
    return (
      <div class="chat">
        <ChatLog
          chat={chat}
          accountName={account?.displayName ?? ''}
          deeds={{ tap, quote: setQuoted, copy: () => copied(), unsend: () => undefined }}
          isThinking={false}
        />
        <div class="blocked">
          <p>{t('blocked.words')}</p>
          <button type="button" class="primary" onClick={() => send(api.follow(id))}>
            {t('blocked.unblock')}
          </button>
        </div>
      </div>
    );
  }
  return (
    <div class="chat">
      <ChatLog
        chat={chat}
        accountName={account?.displayName ?? ''}
        isThinking={isThinking}
        deeds={{
          tap,
          quote: setQuoted,
          copy: (text) => void navigator.clipboard.writeText(text).then(copied, onProblem),
          unsend: (item) => send(api.unsend(id, item.id)),
        }}
      />
      {chat.items.length === 0 && (
        <button type="button" class="befriend" onClick={() => send(api.follow(id))}>
          <Icon name="user-plus" /> {t('chat.befriend')}
        </button>
      )}
      {offers !== undefined && (
        <QuickReplies
          message={offers.message}
          onTap={(action) => {
            if (!STAYING.has(String(action.type))) setAnsweredItem(offers.id);
            tap(action);
          }}
        />
      )}
      <Composer
        draft={draft}
        onDraft={onDraft}
        onSend={(text) => {
          send(api.text(id, text, quoted?.id));
          onDraft('');
          setQuoted(undefined);
        }}
        onSticker={(packageId, stickerId) => send(api.sticker(id, packageId, stickerId))}
        onLocation={() => askPlace(true)}
        attachments={attachments}
        quoted={quoted === undefined ? undefined : gist(quoted.message, t)}
        onUnquote={() => setQuoted(undefined)}
      />
      {chat.richMenu !== undefined && (
        <RichMenu
          menu={chat.richMenu}
          isOpen={isMenuOpen}
          onToggle={() => showMenu(!isMenuOpen)}
          onTap={tap}
        />
      )}
      {attachments.fields}
      {isAskingPlace && (
        <LocationDialog
          accountName={account?.displayName ?? ''}
          onClose={() => askPlace(false)}
          onSend={(place) => {
            askPlace(false);
            send(api.location(id, place));
          }}
        />
      )}
      {question !== undefined && (
        <PickerDialog
          question={question}
          now={new Date(state.now)}
          onClose={() => askDate(undefined)}
          onPick={(value) => {
            askDate(undefined);
            setAnsweredItem(offers?.id);
            send(sendPicked(id, question, value));
          }}
        />
      )}
    </div>
  );
}
