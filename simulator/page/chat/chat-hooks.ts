import { useEffect, useState } from 'preact/hooks';
import type { ChatState } from '../../contract';

/** True while the loading animation runs; it also ends by itself. */
export function useThinking(chat: ChatState): boolean {
  const [isThinking, setThinking] = useState(false);
  useEffect(() => {
    setThinking(chat.loadingSeconds > 0);
    if (chat.loadingSeconds <= 0) return undefined;
    const timer = window.setTimeout(() => setThinking(false), chat.loadingSeconds * 1000);
    return () => window.clearTimeout(timer);
  }, [chat]);
  return isThinking;
}

/** Whether the rich menu is open: as its maker wished, until the person says otherwise; tabs keep it open. */
export function useMenuOpen(menu: ChatState['richMenu']): [boolean, (open: boolean) => void] {
  const [isOpen, setOpen] = useState(menu?.selected ?? false);
  useEffect(() => setOpen((was) => was || (menu?.selected ?? false)), [menu?.richMenuId]);
  return [isOpen, setOpen];
}
