import { startValues } from '../../tools/values/ui/start-values.ts';
import { PAGE_SHOWN } from './page-shown.ts';

function start(): void {
  startValues(PAGE_SHOWN);
}

if (document.readyState === 'loading') {
  document.addEventListener('DOMContentLoaded', start);
} else {
  start();
}
