import type { Device } from '../../contract';
import { Icon } from '../icon';
import { useTexts } from '../texts';

interface ChatToolsProps {
  readonly device: Device;
  readonly onDevice: (device: Device) => void;
  readonly onLockScreen: () => void;
  readonly onShowLog: () => void;
  /** Absent where the account is blocked already. */
  readonly onBlock: (() => void) | undefined;
}

const DEVICES = [
  { device: 'phone', icon: 'smartphone' },
  { device: 'desktop', icon: 'monitor' },
] as const;

/** What the simulator offers beside what LINE does: another device, the lock screen, the log. */
export function ChatTools({ device, onDevice, onLockScreen, onShowLog, onBlock }: ChatToolsProps) {
  const { t } = useTexts();
  return (
    <div class="chat-tools" role="group" aria-label={t('chat.tools')}>
      <span class="devices" role="group" aria-label={t('device.title')}>
        {DEVICES.map((each) => (
          <button
            type="button"
            key={each.device}
            aria-pressed={device === each.device}
            onClick={() => onDevice(each.device)}
          >
            <Icon name={each.icon} /> <span class="tool-words">{t(`device.${each.device}`)}</span>
          </button>
        ))}
      </span>
      <button type="button" onClick={onLockScreen}>
        <Icon name="bell" /> {t('lock.title')}
      </button>
      <button
        type="button"
        class="show-log"
        aria-label={t('log.title')}
        title={t('log.title')}
        onClick={onShowLog}
      >
        <Icon name="scroll-text" />
      </button>
      {onBlock !== undefined && (
        <button type="button" aria-label={t('blocked.block')} title={t('blocked.block')} onClick={onBlock}>
          <Icon name="ban" />
        </button>
      )}
    </div>
  );
}
