/** The section «Данные». */
import { Stored } from '../../components/dashboard/data';
import type { OfficeState, Speech } from '../../components/dashboard/model';

export function Exchange({ state, t }: Speech & { state: OfficeState }) {
  return <Stored t={t} counts={state.counts} />;
}
