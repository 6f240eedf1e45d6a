import Link from '@docusaurus/Link';
import Heading from '@theme/Heading';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import { HelpChecker } from '../tools/help-check/ui/HelpChecker.tsx';

/** The page on which readers hold the help of their own program against these pages. */
export default function CompareHelpPage(): ReactNode {
  return (
    <Layout
      title="Compare your help"
      description="Paste what swamp prints with --help: which flags, defaults and variables of your release are not as these pages say."
    >
      <main className="plain-page" data-needs-app="address">
        <Heading as="h1">Compare your help</Heading>
        <p>
          Your release may be newer than these pages. Paste the help of a command, and see which flags, values,
          defaults, variables and subcommands are not as these pages say of that release. Several helps in one text are
          fine. Nothing leaves your browser.
        </p>
        <p className="without-script">
          This page compares with JavaScript, which is off in your browser.{' '}
          <Link to="/match">Look your release up</Link>, and read the page of the command for it.
        </p>
        <HelpChecker />
        <p>
          How far these pages are checked: <Link to="/verification">How these docs are verified</Link>.
        </p>
      </main>
    </Layout>
  );
}
