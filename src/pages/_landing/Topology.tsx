import type { ReactNode } from 'react';

const WORKERS = [
  { y: 40, path: 'M118 40 C 190 40, 190 130, 252 130' },
  { y: 130, path: 'M118 130 H 252' },
  { y: 220, path: 'M118 220 C 190 220, 190 130, 252 130' },
] as const;

/** The picture of the landing page: workers that dial in to an orchestrator. */
export function Topology(): ReactNode {
  return (
    <svg className="topology" viewBox="0 0 400 260" role="img" aria-label="Three workers dial in to one orchestrator.">
      {WORKERS.map(({ y, path }) => (
        <g key={y}>
          <path className="topology__line" d={path} />
          <rect className="topology__worker" x="14" y={y - 22} width="96" height="44" rx="10" />
          <text className="topology__label" x="62" y={y + 5}>
            worker
          </text>
          <circle className="topology__plug" cx="114" cy={y} r="5" />
        </g>
      ))}
      <rect className="topology__orchestrator" x="258" y="82" width="128" height="96" rx="16" />
      <circle className="topology__socket" cx="258" cy="130" r="8" />
      <text className="topology__label topology__label--orchestrator" x="324" y="135">
        orchestrator
      </text>
    </svg>
  );
}
