import { endsWithin, SOON_MS } from '../stage.ts';
import type { Scenario } from '../scenario.ts';

const NAME = /^✓ Enrolled as (\S+)/m;

/** Three machines use a token that has room for two. */
export const fleetAllowance: Scenario = {
  title: 'Three machines use a fleet token that has room for two, and the first comes back.',
  async play(stage) {
    const at = await stage.orchestrator();
    const token = await at.mint('crew', '1h', '--max-enrollments', '2');
    const first = await at.enroll(token, { machine: 'm1' });
    const second = await at.enroll(token, { machine: 'm2' });
    const names = [first, second].map((worker) => NAME.exec(worker.stdout())?.[1] ?? '');
    const { stdout } = await at.operate('worker', 'list', '--json');
    const labeled = stdout.match(/"fleet": "crew"/g)?.length ?? 0;
    stage.saw(
      'fleet-workers-have-own-names-and-label',
      names.every((name) => /^crew-[0-9a-f]{8}$/.test(name)) && names[0] !== names[1] && labeled === 2,
      `the workers are ${names.join(' and ')}, and ${labeled} of them have the label of the fleet`,
    );
    const third = await at.startWorker(token, { machine: 'm3' });
    await third.waitFor(/allowance exhausted/, SOON_MS);
    stage.saw('fleet-token-has-room-for-a-number', true, 'the third machine was refused');
    await first.stop('SIGTERM');
    const again = await at.enroll(token, { machine: 'm1' });
    stage.saw(
      'machine-of-a-full-fleet-comes-back',
      NAME.exec(again.stdout())?.[1] === names[0] && !(await endsWithin(again, 0)),
      `the first machine enrolled again as ${NAME.exec(again.stdout())?.[1]}`,
    );
  },
};
