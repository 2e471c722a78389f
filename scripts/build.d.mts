/** Types of build.mjs, which must stay plain JavaScript: it runs before anything is installed or bundled. */
export function bundle(
  what?: Readonly<Record<string, string>>,
  outdir?: string,
  options?: { isWhole?: boolean },
): Promise<void>
export function isStudioCurrent(): boolean
export function buildStudio(options?: {
  isForced?: boolean
  isQuiet?: boolean
  signal?: AbortSignal
}): Promise<number>
