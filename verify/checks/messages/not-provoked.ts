import type { Message } from '../../../src/facts/schema/message.ts';

/** What stands in the way of single messages. */
const OBSTACLES: Readonly<Record<string, string>> = {
  'socket-lost-reset': 'needs a network that is gone for half a minute and then comes back',
  'refresh-failed': 'needs a network that is gone for ten minutes',
  'refresh-timeout': 'needs a network that is gone for ten minutes',
  'session-eight-hours': 'needs a connection that lasts eight hours',
  'off-loopback-tls': 'needs an address off loopback',
  'off-loopback-auth': 'needs an address off loopback',
  'off-loopback-open': 'needs an address off loopback',
  'certificate-ca-true': 'needs TLS certificates',
  'websocket-ping': "performed by the check 'lifecycles'",
  'untrusted-host': 'needs an address off loopback',
  'rate-limited-burst': 'needs authentication, in the newest protocol with an account',
};

/** Commands that write outside the scratch folders. */
const SERVICE_COMMANDS = /^(?:worker|serve) daemon\b/;

/** Why no scenario shows a message. */
export function whyNotProvoked(message: Message): string {
  const obstacle = OBSTACLES[message.id];
  if (obstacle !== undefined) {
    return obstacle;
  }
  if (message.commands.some((command) => SERVICE_COMMANDS.test(command))) {
    return 'needs another system, or a machine that refuses to write its services';
  }
  if (message.evidence === 'source') {
    return 'read in the source of the program; nobody has seen it in a run';
  }
  return 'no scenario provokes it';
}
