import { useState } from 'preact/hooks';
import { api } from '../api';
import { Dialog } from '../dialog';
import { Icon } from '../icon';
import { chatHref } from '../route';
import { useTexts } from '../texts';

interface NewPersonProps {
  readonly botUserId: string;
  readonly onProblem: (problem: unknown) => void;
}

/** Makes another user of an account, and opens the chat. */
export function NewPerson({ botUserId, onProblem }: NewPersonProps) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [language, setLanguage] = useState<'th' | 'en'>('th');
  const create = (event: Event) => {
    event.preventDefault();
    api.addUser(botUserId, name.trim(), language).then(({ userId }) => {
      setOpen(false);
      location.hash = chatHref({ botUserId, userId });
    }, onProblem);
  };
  return (
    <>
      <button type="button" class="person-add" onClick={() => setOpen(true)}>
        <Icon name="user-plus" /> {t('people.add')}
      </button>
      {isOpen && (
        <Dialog title={t('people.add')} onClose={() => setOpen(false)}>
          <form class="form" onSubmit={create}>
            <label>
              {t('people.name')}
              <input required maxLength={20} value={name} onInput={(e) => setName(e.currentTarget.value)} />
            </label>
            <label>
              {t('people.language')}
              <select
                value={language}
                onChange={(e) => setLanguage(e.currentTarget.value === 'en' ? 'en' : 'th')}
              >
                <option value="th">{t('language.th')}</option>
                <option value="en">{t('language.en')}</option>
              </select>
            </label>
            <button type="submit" class="primary">
              {t('people.start')}
            </button>
          </form>
        </Dialog>
      )}
    </>
  );
}
