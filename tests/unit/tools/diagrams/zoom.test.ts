import { expect, it } from 'vitest';
import { fittingZoom, zoomedIn, zoomedOut } from '../../../../src/tools/diagrams/zoom.ts';

it('zoom goes by steps and stops at its ends', () => {
  expect(zoomedOut(zoomedIn(1))).toBe(1);
  expect(zoomedIn(3.9)).toBe(4);
  expect(zoomedOut(0.26)).toBe(0.25);
});

it('a fitted picture has room on all sides and is at most twice its size', () => {
  expect(fittingZoom({ width: 1000, height: 100 }, { clientWidth: 532, clientHeight: 900 })).toBe(0.5);
  expect(fittingZoom({ width: 100, height: 1000 }, { clientWidth: 900, clientHeight: 532 })).toBe(0.5);
  expect(fittingZoom({ width: 10, height: 10 }, { clientWidth: 900, clientHeight: 900 })).toBe(2);
  expect(fittingZoom({ width: 90_000, height: 10 }, { clientWidth: 10, clientHeight: 10 })).toBe(0.25);
});
