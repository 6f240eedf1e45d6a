import style from '@generated/plan-page/default/style.json';
import Link from '@docusaurus/Link';
import Heading from '@theme/Heading';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import { Planner } from '../tools/plan/ui/Planner.tsx';
import { usePublishedVersions } from '../tools/versions/usePublishedVersions.ts';

/** The page that says where the steps of a workflow will run. */
export default function PlanPage(): ReactNode {
  return (
    <Layout
      title="Plan a workflow"
      description="Paste a workflow file: on which worker each step would run, why a step would wait, and what a release refuses or drops, before you run it."
    >
      {/* Docusaurus writes no style of the head into the page: the form would be bare until the application runs. */}
      <style dangerouslySetInnerHTML={{ __html: style.css }} />
      <main className="plain-page plan-page" data-needs-app="address">
        <Heading as="h1">Plan a workflow</Heading>
        <p>
          Paste a workflow file and your workers. You see where each step would run and why, before you run it: on which
          worker, in the orchestrator, or waiting for a worker that is not there.
        </p>
        <p className="without-script">
          This page plans with JavaScript, which is off in your browser. The rules are written below, and{' '}
          <code>npm run -s plan -- workflow.yaml</code> in a copy of this site’s source does the same.
        </p>
        <div className="needs-script">
          <Planner />
        </div>
        <section>
          <Heading as="h2" id="rules">
            The rules
          </Heading>
          <ul>
            {usePublishedVersions().map(({ label, path }) => (
              <li key={path}>
                {label}: <Link to={`/${path}/authors/placement`}>Placement</Link>,{' '}
                <Link to={`/${path}/authors/queueing`}>Why a step waits</Link>,{' '}
                <Link to={`/${path}/reference/placement-fields`}>Placement fields</Link>,{' '}
                <Link to={`/${path}/authors/check-a-workflow`}>in your editor and in a CI job</Link>
              </li>
            ))}
          </ul>
        </section>
      </main>
    </Layout>
  );
}
