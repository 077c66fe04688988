/** Wires the dashboard to the storage. */
import { render } from 'preact';
import { Boundary } from '../../components/boundary';
import '../../components/theme.css';
import { dashboard } from '../../locales/dashboard';
import { ask } from '../../messages';
import { Store } from '../../storage/store';
import { VERSION } from '../../version';
import { App } from './app';

const store = new Store(() => {
  const note = document.createElement('p');
  note.setAttribute('role', 'alert');
  note.textContent = dashboard('ru')('problem.storage-blocked');
  document.body.prepend(note);
});

render(
  <Boundary t={dashboard('ru')} place="dashboard" version={VERSION}>
    <App store={store} register={(identity) => ask('register', { identity })} />
  </Boundary>,
  document.getElementById('root')!,
);
