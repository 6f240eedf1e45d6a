import type { SidebarsConfig } from '@docusaurus/plugin-content-docs';

/** Three tracks: who runs machines, who writes workflows, and the reference that both share. */
const sidebars: SidebarsConfig = {
  operators: [
    'index',
    { type: 'category', label: 'Operators', collapsed: false, collapsible: false, items: ['operators/get-started'] },
  ],
  authors: [
    {
      type: 'category',
      label: 'Workflow authors',
      collapsed: false,
      collapsible: false,
      items: ['authors/get-started'],
    },
  ],
  reference: [
    {
      type: 'category',
      label: 'Commands',
      collapsed: false,
      items: [
        'reference/cli/worker-token-create',
        'reference/cli/worker-token-list',
        'reference/cli/worker-token-revoke',
        'reference/cli/worker-connect',
        'reference/cli/worker-list',
      ],
    },
  ],
};

export default sidebars;
