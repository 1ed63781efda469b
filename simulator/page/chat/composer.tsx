import { useEffect, useRef, useState } from 'preact/hooks';
import { linesOf } from '../bursts';
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
  /** Starts to collect messages that are sent at once. */
  readonly onBurst: () => void;
  /** Present while messages are collected: what is pasted line by line goes there. */
  readonly onLines: ((lines: readonly string[]) => void) | undefined;
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
  onBurst,
  done,
}: Pick<ComposerProps, 'attachments' | 'onLocation' | 'onBurst'> & { done: () => void }) {
  const { t } = useTexts();
  const choices = [
    { icon: 'image', words: t('attach.photo'), choose: attachments.album },
    { icon: 'camera', words: t('attach.camera'), choose: attachments.camera },
    { icon: 'film', words: t('attach.film'), choose: attachments.film },
    { icon: 'file', words: t('attach.file'), choose: attachments.file },
    { icon: 'map-pin', words: t('attach.location'), choose: onLocation },
    { icon: 'layers', words: t('attach.burst'), choose: onBurst },
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

interface MessageFieldProps extends Pick<ComposerProps, 'draft' | 'onDraft' | 'onTyping' | 'onLines'> {
  readonly field: { current: HTMLTextAreaElement | null };
  readonly onFocus: () => void;
  readonly onEnter: () => void;
}

/** Where one writes: grows with its text; Enter sends, Shift and Enter begin a line. */
function MessageField({ field, draft, onDraft, onTyping, onLines, onFocus, onEnter }: MessageFieldProps) {
  const { t } = useTexts();
  useEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, 120)}px`;
  }, [draft]);
  return (
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
      onFocus={onFocus}
      onPaste={(event) => {
        const lines = linesOf(event.clipboardData?.getData('text') ?? '');
        if (onLines === undefined || lines.length < 2) return;
        event.preventDefault();
        onLines(lines);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        onEnter();
      }}
    />
  );
}

/** The line at the bottom of the chat: text, attachments, stickers. */
export function Composer(props: ComposerProps) {
  const { draft, onDraft, onSend, onTyping, onLines, attachments, quoted, onUnquote } = props;
  const isCollecting = onLines !== undefined;
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

  return (
    <div class="composer" onKeyDown={(event) => event.key === 'Escape' && close()}>
      {quoted !== undefined && <Quoting words={quoted} onStop={onUnquote} />}
      {panel === 'attach' && (
        <AttachPanel
          attachments={attachments}
          onLocation={props.onLocation}
          onBurst={props.onBurst}
          done={close}
        />
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
        <MessageField
          field={field}
          {...{ draft, onDraft, onTyping, onLines }}
          onFocus={close}
          onEnter={send}
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
        <button
          type="submit"
          class="send"
          aria-label={t(isCollecting ? 'burst.add' : 'compose.send')}
          disabled={draft.trim() === ''}
        >
          <Icon name={isCollecting ? 'plus' : 'send'} />
        </button>
      </form>
    </div>
  );
}
