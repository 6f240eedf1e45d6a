import { listenForFilters } from '../../ui/native/filter.ts';

listenForFilters();
