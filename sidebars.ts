import type { SidebarsConfig } from '@docusaurus/plugin-content-docs';

/** Three tracks: who runs machines, who writes workflows, and the reference that both share. */
const sidebars: SidebarsConfig = {
  operators: [
    'index',
    {
      type: 'category',
      label: 'Concepts',
      collapsed: false,
      items: [
        'concepts/architecture',
        'concepts/executors',
        'concepts/capability-proxying',
        'concepts/versions-and-releases',
        'concepts/glossary',
      ],
    },
    {
      type: 'category',
      label: 'Start',
      collapsed: false,
      items: ['operators/get-started', 'operators/two-machines'],
    },
    {
      type: 'category',
      label: 'Deploy workers',
      link: { type: 'doc', id: 'operators/deploy/index' },
      items: [
        'operators/deploy/ssh',
        'operators/deploy/cloud-init',
        'operators/deploy/container',
        'operators/deploy/kubernetes',
        'operators/deploy/ci-runner',
        'operators/deploy/service',
        'operators/deploy/proxy',
      ],
    },
    {
      type: 'category',
      label: 'Tokens',
      collapsed: false,
      items: ['operators/which-token', 'operators/tokens', 'operators/fleet-tokens', 'operators/cut-off-a-worker'],
    },
    {
      type: 'category',
      label: 'Keep it running',
      collapsed: false,
      items: [
        'operators/failure-and-reconnection',
        'operators/drain-and-stop',
        'operators/upgrade',
        'operators/monitor',
        'operators/security',
        'operators/limits',
      ],
    },
    {
      type: 'category',
      label: 'In trouble',
      collapsed: false,
      items: ['operators/troubleshoot', 'operators/known-problems', 'operators/migrate-from-drivers'],
    },
  ],
  authors: [
    {
      type: 'category',
      label: 'Place steps',
      collapsed: false,
      items: ['authors/get-started', 'authors/placement', 'authors/fan-out', 'authors/keep-steps-together'],
    },
    {
      type: 'category',
      label: 'Run them',
      collapsed: false,
      items: ['authors/run-through-a-server', 'authors/queueing', 'authors/failure-rules', 'authors/cancel'],
    },
    {
      type: 'category',
      label: 'What a step can do',
      collapsed: false,
      items: ['authors/remote-and-local', 'authors/secrets', 'authors/extensions'],
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
        'reference/cli/worker-queue',
        'reference/cli/worker-verify',
        'reference/cli/worker-daemon',
        'reference/cli/serve',
        'reference/cli/workflow-run',
        'reference/cli/workflow-cancel',
        'reference/cli/model-method-run',
        'reference/cli/global-options',
      ],
    },
    {
      type: 'category',
      label: 'Look up',
      collapsed: false,
      items: [
        'reference/messages',
        'reference/states',
        'reference/placement-fields',
        'reference/environment-variables',
        'reference/timings',
        'reference/exit-codes',
        'reference/output-schemas',
        'reference/changes',
        'reference/wire-protocol',
        'reference/diagrams',
      ],
    },
    {
      type: 'category',
      label: 'Built-in models',
      collapsed: false,
      items: [
        'reference/models/worker',
        'reference/models/enrollment-token',
        'reference/models/step-lease',
        'reference/models/pending-dispatch',
        'reference/models/fleet-probe',
      ],
    },
  ],
};

export default sidebars;
