import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatItem, ChatState } from '../../contract';
import { Avatar } from '../avatar';
import { clockTime, isoDay, longDay, weekday } from '../dates';
import { type Json, objectOf, textOf } from '../json';
import { localPath } from '../links';
import { Message } from '../messages/message';
import { wordsOf } from '../messages/text';
import { useTexts } from '../texts';
import { ItemMenu } from './item-menu';

/** What can be done with a message of the log; what is absent cannot be done. */
export interface ItemDeeds {
  readonly tap?: (action: Json) => void;
  readonly quote?: (item: ChatItem) => void;
  readonly copy: (text: string) => void;
  readonly unsend?: (item: ChatItem) => void;
}

interface ItemProps {
  readonly item: ChatItem;
  readonly account: { readonly id: string; readonly name: string };
  readonly startsGroup: boolean;
  readonly deeds: ItemDeeds;
}

const CARDS = new Set(['flex', 'template', 'imagemap']);

/** Bots may speak under another name and picture (`sender`). */
function Speaker({ item, account }: Pick<ItemProps, 'item' | 'account'>) {
  const sender = objectOf(item.message, 'sender') ?? {};
  const picture = localPath(textOf(sender, 'iconUrl'), location.href);
  return picture === undefined ? (
    <Avatar id={account.id} name={textOf(sender, 'name') ?? account.name} size="sm" />
  ) : (
    <img class="avatar avatar-sm" src={picture} alt="" />
  );
}

/** What can be done with this very message, for its menu. */
function menuDeeds({ item, deeds }: Pick<ItemProps, 'item' | 'deeds'>) {
  const { message } = item;
  const { quote, unsend } = deeds;
  const isText = message.type === 'text' || message.type === 'textV2';
  return {
    onQuote: quote && (() => quote(item)),
    onCopy: isText ? () => deeds.copy(wordsOf(message)) : undefined,
    onUnsend: item.from === 'user' && unsend ? () => unsend(item) : undefined,
  };
}

/** The message, its small menu and its time. */
function Said({ item, deeds }: Pick<ItemProps, 'item' | 'deeds'>) {
  const { language } = useTexts();
  const [isMenuOpen, setMenuOpen] = useState(false);
  return (
    <div class="said-line">
      <div
        class="content"
        onContextMenu={(event) => {
          event.preventDefault();
          setMenuOpen(true);
        }}
      >
        <Message message={item.message} onTap={(action) => deeds.tap?.(action)} />
      </div>
      <span class="beside">
        <ItemMenu isOpen={isMenuOpen} setOpen={setMenuOpen} {...menuDeeds({ item, deeds })} />
        <time dateTime={item.at}>{clockTime(language, new Date(item.at))}</time>
      </span>
    </div>
  );
}

function Item({ item, account, startsGroup, deeds }: ItemProps) {
  const { t } = useTexts();
  if (item.unsent === true) return <p class="notice">{t('item.unsent')}</p>;
  const isBot = item.from === 'bot';
  const look = [
    'item',
    `from-${item.from}`,
    startsGroup ? 'first' : '',
    CARDS.has(item.message.type) ? 'wide' : '',
  ];
  const name = textOf(objectOf(item.message, 'sender') ?? {}, 'name') ?? account.name;
  return (
    <article class={look.join(' ').trim()}>
      {isBot && <span class="speaker">{startsGroup && <Speaker item={item} account={account} />}</span>}
      <div class="said">
        {isBot && startsGroup && <span class="speaker-name">{name}</span>}
        {!isBot && <span class="unseen">{t('item.you')}</span>}
        <Said item={item} deeds={deeds} />
      </div>
    </article>
  );
}

const NEAR_END_PX = 60;

/** Keeps the newest message in sight while the log changes its size, unless one has scrolled up to read. */
function useNewestInSight() {
  const log = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const toEnd = () => log.current?.scrollTo({ top: log.current.scrollHeight });
  const follow = () => {
    if (isAtEnd.current) toEnd();
  };
  useEffect(() => {
    const observer = new ResizeObserver(follow);
    if (log.current !== null) observer.observe(log.current);
    return () => observer.disconnect();
  }, []);
  const onScroll = ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: ScrollOf) => {
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
  };
  return { log, onScroll, follow, toEnd };
}

interface ScrollOf {
  readonly currentTarget: HTMLElement;
}

interface ChatLogProps {
  readonly chat: ChatState;
  readonly accountName: string;
  readonly deeds: ItemDeeds;
  readonly isThinking: boolean;
}

/** The conversation, newest at the bottom. */
export function ChatLog({ chat, accountName, deeds, isThinking }: ChatLogProps) {
  const { t, language } = useTexts();
  const { log, onScroll, follow, toEnd } = useNewestInSight();
  useEffect(toEnd, [chat.items.length, isThinking]);

  return (
    <div
      class="log"
      ref={log}
      role="log"
      aria-live="polite"
      aria-label={t('chat.log')}
      tabIndex={0}
      onScroll={onScroll}
      onLoadCapture={follow}
    >
      {chat.items.length === 0 && <p class="notice">{t('chat.empty')}</p>}
      {chat.items.map((item, index) => {
        const before = chat.items[index - 1];
        const at = new Date(item.at);
        const newDay = before === undefined || isoDay(new Date(before.at)) !== isoDay(at);
        const day = t('time.day', { weekday: weekday(language, at), day: longDay(language, at) });
        return (
          <>
            {newDay && <p class="notice day">{day}</p>}
            <Item
              key={item.id}
              item={item}
              account={{ id: chat.botUserId, name: accountName }}
              startsGroup={newDay || before.from !== item.from || before.unsent === true}
              deeds={deeds}
            />
          </>
        );
      })}
      {isThinking && (
        <div class="item from-bot">
          <span class="speaker" />
          <div class="bubble thinking" role="status" aria-label={t('chat.thinking')}>
            <i />
            <i />
            <i />
          </div>
        </div>
      )}
    </div>
  );
}
