import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatItem, ChatState } from '../../contract';
import { Avatar } from '../avatar';
import { clockTime, isoDay, longDay, weekday } from '../dates';
import { objectOf, textOf, type Json } from '../json';
import { localPath } from '../links';
import { Message } from '../messages/message';
import { wordsOf } from '../messages/text';
import { useTexts } from '../texts';
import { ItemMenu } from './item-menu';

/** What can be done with a message of the log. */
export interface ItemDeeds {
  readonly tap: (action: Json) => void;
  readonly quote: (item: ChatItem) => void;
  readonly copy: (text: string) => void;
  readonly unsend: (item: ChatItem) => void;
}

interface ItemProps {
  readonly item: ChatItem;
  readonly account: { readonly id: string; readonly name: string };
  readonly startsGroup: boolean;
  readonly deeds: ItemDeeds;
}

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

function Item({ item, account, startsGroup, deeds }: ItemProps) {
  const { t, language } = useTexts();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const { message } = item;
  const isText = message.type === 'text' || message.type === 'textV2';
  const wide = message.type === 'flex' || message.type === 'template' || message.type === 'imagemap';
  if (item.unsent === true) return <p class="notice">{t('item.unsent')}</p>;
  return (
    <article class={`item from-${item.from}${startsGroup ? ' first' : ''}${wide ? ' wide' : ''}`}>
      {item.from === 'bot' && (
        <span class="speaker">{startsGroup && <Speaker item={item} account={account} />}</span>
      )}
      <div class="said">
        {item.from === 'bot' && startsGroup && (
          <span class="speaker-name">
            {textOf(objectOf(message, 'sender') ?? {}, 'name') ?? account.name}
          </span>
        )}
        {item.from === 'user' && <span class="unseen">{t('item.you')}</span>}
        <div class="said-line">
          <div
            class="content"
            onContextMenu={(event) => {
              event.preventDefault();
              setMenuOpen(true);
            }}
          >
            <Message message={message} onTap={deeds.tap} />
          </div>
          <span class="beside">
            <ItemMenu
              isOpen={isMenuOpen}
              setOpen={setMenuOpen}
              onQuote={() => deeds.quote(item)}
              onCopy={isText ? () => deeds.copy(wordsOf(message)) : undefined}
              onUnsend={item.from === 'user' ? () => deeds.unsend(item) : undefined}
            />
            <time dateTime={item.at}>{clockTime(language, new Date(item.at))}</time>
          </span>
        </div>
      </div>
    </article>
  );
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
  const log = useRef<HTMLDivElement>(null);
  const toEnd = () => log.current?.scrollTo({ top: log.current.scrollHeight });
  useEffect(toEnd, [chat.userId, chat.botUserId, chat.items.length, isThinking]);

  return (
    <div
      class="log"
      ref={log}
      role="log"
      aria-live="polite"
      aria-label={t('chat.log')}
      tabIndex={0}
      onLoadCapture={toEnd}
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
