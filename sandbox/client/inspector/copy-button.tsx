import { useEffect, useState } from 'preact/hooks';
import { Icon, type IconName } from '../icon.tsx';
import { useSession } from '../session.ts';

interface Props {
  label: string;
  icon: IconName;
  text: () => string;
}

/** Says for two seconds that it has copied. */
export function CopyButton({ label, icon, text }: Props) {
  const { notify } = useSession();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setCopied(true);
    } catch {
      notify('The browser does not let this page copy. Select the text and copy it by hand.');
    }
  };
  return (
    <button type="button" class="button quiet" onClick={() => void copy()}>
      <Icon name={copied ? 'check' : icon} />
      {copied ? 'Copied' : label}
    </button>
  );
}
