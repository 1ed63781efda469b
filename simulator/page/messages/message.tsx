import type { VNode } from 'preact';
import type { ChatItem } from '../../contract';
import { StickerArt } from '../chat/sticker-art';
import { flexMessage } from '../flex/container';
import { type Json, objectOf, textOf } from '../json';
import { localPath } from '../links';
import { useTexts } from '../texts';
import { ImagemapMessage } from './imagemap';
import { AudioMessage, FileMessage, ImageMessage, LocationMessage, VideoMessage } from './media';
import { TemplateMessage } from './template';
import { TextMessage, wordsOf } from './text';

type OnTap = (action: Json) => void;
type Translate = ReturnType<typeof useTexts>['t'];

/** A message with tappable parts, or `undefined` when it has none. */
function card(message: ChatItem['message'], onTap: OnTap, t: Translate) {
  switch (message.type) {
    case 'imagemap':
      return <ImagemapMessage message={message} onTap={onTap} />;
    case 'template':
      return <TemplateMessage message={message} onTap={onTap} />;
    case 'flex':
      return flexMessage(objectOf(message, 'contents') ?? {}, textOf(message, 'altText') ?? '', {
        act: onTap,
        local: (url) => localPath(url, location.href),
        words: { open: t('open'), picture: t('media.elsewhere'), unknown: t('message.unknown') },
      });
    default:
      return undefined;
  }
}

const PLAIN: Readonly<Record<string, (props: { message: ChatItem['message'] }) => VNode>> = {
  text: TextMessage,
  textV2: TextMessage,
  sticker: ({ message }) => (
    <StickerArt
      packageId={textOf(message, 'packageId') ?? ''}
      stickerId={textOf(message, 'stickerId') ?? ''}
    />
  ),
  image: ImageMessage,
  video: VideoMessage,
  audio: AudioMessage,
  file: FileMessage,
  location: LocationMessage,
};

/** One message as LINE draws it; kinds nobody knows by their alternative text. */
export function Message({ message, onTap }: { message: ChatItem['message']; onTap: OnTap }) {
  const { t } = useTexts();
  const Plain = Object.hasOwn(PLAIN, message.type) ? PLAIN[message.type] : undefined;
  if (Plain !== undefined) return <Plain message={message} />;
  const altText = textOf(message, 'altText') ?? t('message.kind', { kind: message.type });
  return card(message, onTap, t) ?? <p class="bubble words">{altText}</p>;
}

/** What a message says in one line, as in a notification or a quotation. */
export function gist(message: ChatItem['message'], t: Translate): string {
  if (message.type === 'text' || message.type === 'textV2') return wordsOf(message);
  const altText = textOf(message, 'altText');
  if (altText !== undefined) return altText;
  switch (message.type) {
    case 'sticker':
      return t('gist.sticker');
    case 'image':
      return t('media.photo');
    case 'video':
      return t('gist.video');
    case 'audio':
      return t('media.sound');
    case 'file':
      return textOf(message, 'fileName') ?? t('media.file');
    case 'location':
      return textOf(message, 'title') ?? t('location.title');
    default:
      return t('message.kind', { kind: message.type });
  }
}
