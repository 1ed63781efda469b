import stickers from '../stickers.json';
import { type TextKey, useTexts } from '../texts';

/** One of the page's stickers: ids of LINE's free sets, and how the stand-in is drawn. */
export interface Sticker {
  readonly packageId: string;
  readonly stickerId: string;
  readonly mood: string;
  readonly face: string;
  readonly eyes: string;
  readonly mouth: string;
}

/** The stickers one can send. */
export const STICKERS: readonly Sticker[] = stickers;

function isMood(mood: string): mood is 'hello' {
  return STICKERS.some((sticker) => sticker.mood === mood);
}

const key = (mood: string): TextKey => `sticker.${isMood(mood) ? mood : 'hello'}`;

/** The drawn stand-in of a sticker with its caption; unknown ones show their numbers. */
export function StickerArt({ packageId, stickerId }: { packageId: string; stickerId: string }) {
  const { t } = useTexts();
  const known = STICKERS.find((each) => each.packageId === packageId && each.stickerId === stickerId);
  if (known === undefined) {
    return <span class="sticker unknown">{t('sticker.other', { id: `${packageId}/${stickerId}` })}</span>;
  }
  return (
    <span class="sticker">
      <svg viewBox="0 0 64 64" aria-hidden="true" focusable="false">
        <circle cx="32" cy="32" r="29" fill={known.face} stroke="#3a3a3a" stroke-width="2" />
        <path d={known.eyes} fill="none" stroke="#2a2a2a" stroke-width="4" stroke-linecap="round" />
        <path d={known.mouth} fill="none" stroke="#2a2a2a" stroke-width="3" stroke-linecap="round" />
      </svg>
      <span class="sticker-words">{t(key(known.mood))}</span>
    </span>
  );
}
