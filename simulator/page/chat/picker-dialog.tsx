import { useState } from 'preact/hooks';
import type { PickerQuestion } from '../actions';
import { isoDay, pickedInWords } from '../dates';
import { Dialog } from '../dialog';
import { useTexts } from '../texts';

interface PickerDialogProps {
  readonly question: PickerQuestion;
  /** The simulated time: the native field starts there when the bot names no start. */
  readonly now: Date;
  readonly onPick: (value: string) => void;
  readonly onClose: () => void;
}

const FIELD_TYPES = { date: 'date', time: 'time', datetime: 'datetime-local' } as const;

/** Asks for a date or time in the browser's own field, and says it in words beside it. */
export function PickerDialog({ question, now, onPick, onClose }: PickerDialogProps) {
  const { t, language } = useTexts();
  const today = { date: isoDay(now), time: '09:00', datetime: `${isoDay(now)}T09:00` };
  const [value, setValue] = useState(question.initial ?? today[question.mode]);
  const words = pickedInWords(language, question.mode, value);
  return (
    <Dialog title={t(`picker.${question.mode}`)} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (value !== '') onPick(value);
        }}
      >
        <label>
          {t('picker.label')}
          <input
            type={FIELD_TYPES[question.mode]}
            required
            value={value}
            min={question.min}
            max={question.max}
            onInput={(event) => setValue(event.currentTarget.value)}
          />
        </label>
        <p class="picked" aria-live="polite">
          {words === '' ? t('picker.nothing') : words}
        </p>
        <button type="submit" class="primary" disabled={value === ''}>
          {t('picker.send')}
        </button>
      </form>
    </Dialog>
  );
}
