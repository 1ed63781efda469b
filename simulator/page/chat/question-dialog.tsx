import type { PickerQuestion } from '../actions';
import type { Place } from '../api';
import type { ChatId } from '../route';
import { sendPicked } from './deeds';
import { LocationDialog } from './location-dialog';
import { PickerDialog } from './picker-dialog';

/** What a chat is waiting for its person to fill in. */
export type Question =
  { readonly kind: 'place' } | { readonly kind: 'date'; readonly picker: PickerQuestion };

interface QuestionDialogProps {
  readonly chat: ChatId;
  readonly question: Question | undefined;
  readonly accountName: string;
  /** The simulated time. */
  readonly now: Date;
  readonly onClose: () => void;
  readonly onPicked: () => void;
  readonly onPlace: (place: Place) => void;
  readonly onProblem: (problem: unknown) => void;
}

/** The open dialog of a chat, if there is one; sends what is filled in. */
export function QuestionDialog(props: QuestionDialogProps) {
  const { chat, question, accountName, now, onClose, onPicked, onPlace, onProblem } = props;
  if (question === undefined) return null;
  if (question.kind === 'place') {
    return (
      <LocationDialog
        accountName={accountName}
        onClose={onClose}
        onSend={(place) => {
          onClose();
          onPlace(place);
        }}
      />
    );
  }
  const { picker } = question;
  return (
    <PickerDialog
      question={picker}
      now={now}
      onClose={onClose}
      onPick={(value) => {
        onPicked();
        onClose();
        sendPicked(chat, picker, value).catch(onProblem);
      }}
    />
  );
}
