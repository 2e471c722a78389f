/** Whether a film's pictures and sound are whole. */
import { FfmpegFailed, runFfmpeg } from './ffmpeg-run.ts'
import { type Composition, mov } from './film-job.ts'

/**
 * Decoders of several threads conceal damaged pictures and end well even under -xerror, in every version tried; what they
 * say meanwhile is the only sign. Missing references are left out: films cut without encoding begin with them.
 */
export function lookForRot(): { look: (line: string) => void; isFound: () => boolean } {
  let isFound = false
  return {
    look: (line) => {
      isFound ||=
        /error while decoding|corrupt|concealing \d+ DC|submitting packet to decoder|Invalid data found/i.test(
          line,
        )
    },
    isFound: () => isFound,
  }
}

/** Whether the whole film decodes without one error: picture and sound, to the last frame. */
export async function isSound(file: string, base: Composition['base']): Promise<boolean> {
  const rot = lookForRot()
  try {
    await runFfmpeg({
      ...base,
      filter: null,
      logLevel: 'error',
      inputs: [{ file, options: mov }],
      outputs: [{ file: '-', options: ['-map', '0:v:0', '-map', '0:a?', '-f', 'null'] }],
      onLine: rot.look,
    })
    return !rot.isFound()
  } catch (error) {
    if (error instanceof FfmpegFailed) return error.by === 'timeout'
    throw error
  }
}
