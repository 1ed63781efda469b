import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../icon';
import { useTexts } from '../texts';
import type { Attachments } from './attachments';
import { StickerArt, STICKERS } from './sticker-art';

interface ComposerProps {
  readonly draft: string;
  readonly onDraft: (text: string) => void;
  readonly onSend: (text: string) => void;
  readonly onSticker: (packageId: string, stickerId: string) => void;
  readonly onLocation: () => void;
  /** The person turns to the message field: what covers the chat may go. */
  readonly onTyping: () => void;
  readonly attachments: Attachments;
  /** The message being answered, and how to stop answering it. */
  readonly quoted: string | undefined;
  readonly onUnquote: () => void;
}

const LONGEST_MESSAGE = 5000;

type Panel = 'attach' | 'stickers' | undefined;

function AttachPanel({
  attachments,
  onLocation,
  done,
}: Pick<ComposerProps, 'attachments' | 'onLocation'> & { done: () => void }) {
  const { t } = useTexts();
  const choices = [
    { icon: 'image', words: t('attach.photo'), choose: attachments.album },
    { icon: 'camera', words: t('attach.camera'), choose: attachments.camera },
    { icon: 'film', words: t('attach.film'), choose: attachments.film },
    { icon: 'file', words: t('attach.file'), choose: attachments.file },
    { icon: 'map-pin', words: t('attach.location'), choose: onLocation },
  ];
  return (
    <div class="panel" role="group" aria-label={t('attach.title')}>
      {choices.map(({ icon, words, choose }) => (
        <button
          type="button"
          class="choice"
          key={icon}
          onClick={() => {
            done();
            choose();
          }}
        >
          <Icon name={icon} />
          {words}
        </button>
      ))}
    </div>
  );
}

function StickerPanel({ onSticker, done }: Pick<ComposerProps, 'onSticker'> & { done: () => void }) {
  const { t } = useTexts();
  return (
    <div class="panel stickers" role="group" aria-label={t('sticker.title')}>
      {STICKERS.map(({ packageId, stickerId }) => (
        <button
          type="button"
          class="choice"
          key={stickerId}
          onClick={() => {
            done();
            onSticker(packageId, stickerId);
          }}
        >
          <StickerArt packageId={packageId} stickerId={stickerId} />
        </button>
      ))}
    </div>
  );
}

function Quoting({ words, onStop }: { words: string; onStop: () => void }) {
  const { t } = useTexts();
  return (
    <div class="quoting">
      <Icon name="reply" />
      <span>{words}</span>
      <button type="button" class="plain" aria-label={t('quote.stop')} onClick={onStop}>
        <Icon name="x" />
      </button>
    </div>
  );
}

/** The line at the bottom of the chat: text, attachments, stickers. */
export function Composer(props: ComposerProps) {
  const { draft, onDraft, onSend, onTyping, attachments, quoted, onUnquote } = props;
  const { t } = useTexts();
  const [panel, setPanel] = useState<Panel>();
  const field = useRef<HTMLTextAreaElement>(null);
  const close = () => setPanel(undefined);
  const toggle = (wanted: Panel) => {
    setPanel(panel === wanted ? undefined : wanted);
    onTyping();
  };
  const send = () => {
    if (draft.trim() === '') return;
    onSend(draft);
    field.current?.focus();
  };

  useEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, 120)}px`;
  }, [draft]);

  return (
    <div class="composer" onKeyDown={(event) => event.key === 'Escape' && close()}>
      {quoted !== undefined && <Quoting words={quoted} onStop={onUnquote} />}
      {panel === 'attach' && (
        <AttachPanel attachments={attachments} onLocation={props.onLocation} done={close} />
      )}
      {panel === 'stickers' && <StickerPanel onSticker={props.onSticker} done={close} />}
      <form
        class="compose-line"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <button
          type="button"
          class="plain"
          aria-label={t('attach.title')}
          aria-expanded={panel === 'attach'}
          onClick={() => toggle('attach')}
        >
          <Icon name="plus" />
        </button>
        <textarea
          ref={field}
          rows={1}
          value={draft}
          maxLength={LONGEST_MESSAGE}
          placeholder={t('compose.placeholder')}
          aria-label={t('compose.label')}
          onInput={(event) => {
            onDraft(event.currentTarget.value);
            onTyping();
          }}
          onClick={onTyping}
          onFocus={close}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <button
          type="button"
          class="plain"
          aria-label={t('sticker.title')}
          aria-expanded={panel === 'stickers'}
          onClick={() => toggle('stickers')}
        >
          <Icon name="smile" />
        </button>
        <button type="submit" class="send" aria-label={t('compose.send')} disabled={draft.trim() === ''}>
          <Icon name="send" />
        </button>
      </form>
    </div>
  );
}
