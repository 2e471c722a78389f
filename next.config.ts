/** How the studio is built; it runs inside src/server.ts, which has opened Payload before Next is loaded. */
import { fileURLToPath } from 'node:url'
import { withPayload } from '@payloadcms/next/withPayload'
import type { NextConfig } from 'next'

const config: NextConfig = {
  // One copy of each in the process: src/server.ts imports the same files, so an error thrown by a hook there is
  // still an instance of the class the REST route looks for here, and the drivers are not bundled a second time.
  serverExternalPackages: ['payload', '@payloadcms/db-sqlite', '@payloadcms/db-mongodb'],
  // `npm run check` type-checks the whole repository with the same settings.
  typescript: { ignoreBuildErrors: true },
  // Else a lockfile in a folder above would be taken for the root.
  turbopack: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    rules: {
      '**/@payloadcms/richtext-lexical/dist/**/bundled.css': {
        loaders: ['./scripts/own-styles.cjs'],
        as: '*.css',
      },
    },
  },
  poweredByHeader: false,
}

export default withPayload(config)
