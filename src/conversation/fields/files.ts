import type { Asked, Control } from '../../speech/prompt';
import { plain, wordsOf } from '../../speech/typed';
import type { Field, Turn } from '../flow';
import type { FileAnswer } from '../known';

/**
 * Up to `max` photos and documents, one after the other. The step is left when `max` have come, or by
 * `finish`.
 */
export function files({ max }: { max: number }): Field<readonly FileAnswer[]> {
  return {
    accepts: ['file', 'choice', 'text'],
    controls: (turn, asked) => [
      { kind: 'camera', label: { key: 'conversation.controls.camera' } },
      { kind: 'album', label: { key: 'conversation.controls.album' } },
      ...(soFarAt(turn, asked).length === 0 ? [] : [clearButton(asked)]),
    ],
    read: (input, _turn, soFar = []) => {
      if (asksToClear(input)) return { ok: true, value: [] };
      if (input.kind !== 'file') return { ok: false, problem: 'conversation.problem.filePlease' };
      const { fileId, mediaType } = input;
      if (soFar.some((file) => file.fileId === fileId)) return { ok: true, value: soFar };
      if (soFar.length >= max)
        return { ok: false, problem: 'conversation.problem.tooManyFiles', params: { max } };
      return { ok: true, value: [...soFar, { fileId, mediaType }] };
    },
    stayOpen: (value) => value.length < max,
    received: ({ length }) =>
      length === 0
        ? { key: 'conversation.files.cleared' }
        : { key: 'conversation.files.received', params: { number: length, left: max - length } },
    without: (value, index) => {
      const rest = value.filter((_file, at) => at !== index);
      return rest.length === 0 ? undefined : rest;
    },
    show: ({ length }) => ({ key: 'conversation.files.shown', params: { number: length } }),
  };
}

function asksToClear(input: Parameters<Field<unknown>['read']>[0]): boolean {
  if (input.kind === 'choice') return input.value === 'clear';
  return input.kind === 'text' && wordsOf('conversation.words.clear').includes(plain(input.text));
}

function clearButton(asked: Asked): Control {
  return { kind: 'choice', value: 'clear', label: { key: 'conversation.controls.clear' }, asked };
}

function soFarAt(turn: Turn<unknown>, asked: Asked): readonly unknown[] {
  const answer = Object.entries(turn.answers).find(([step]) => step === asked.step)?.[1];
  return Array.isArray(answer) ? answer : [];
}
