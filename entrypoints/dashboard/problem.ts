/** The sentence for whatever went wrong. */
import type { DashboardText } from '../../locales/dashboard';
import { Problem } from '../../messages';
import { StepError } from '../../moderation/case';
import { BackupError } from '../../office/backup';
import { JoiningError } from '../../office/joining';
import { RecoveryError } from '../../office/recovery';
import { ArchiveError } from '../../storage/archive';
import { StorageError } from '../../storage/database';
import { OfficeError } from '../../storage/office';

export function problemText(error: unknown, t: DashboardText): string {
  if (error instanceof BackupError) return t(`data.fault.backup-${error.fault}`);
  if (error instanceof ArchiveError) return t(`data.fault.${error.fault}`);
  if (error instanceof OfficeError || error instanceof JoiningError || error instanceof RecoveryError) {
    return t(`office.fault.${error.fault}`);
  }
  if (error instanceof StepError && error.fault === 'illegal') return t('problem.case-changed');
  if (error instanceof StorageError) return t(`problem.storage-${error.fault}`);
  return t(`problem.${error instanceof Problem ? error.code : 'unexpected'}`);
}
