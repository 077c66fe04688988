/** Wires the dashboard to the storage. */
import { render } from 'preact';
import '../../components/theme.css';
import { dashboard } from '../../locales/dashboard';
import { ask } from '../../messages';
import { Store } from '../../storage/store';
import { App } from './app';

const store = new Store(() => {
  const note = document.createElement('p');
  note.setAttribute('role', 'alert');
  note.textContent = dashboard('ru')('problem.storage-blocked');
  document.body.prepend(note);
});

render(<App store={store} register={(identity) => ask('register', { identity })} />, document.getElementById('root')!);
