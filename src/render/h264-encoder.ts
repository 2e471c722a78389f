/** Which H.264 encoder really works on this machine: builds list hardware encoders that no device stands behind, so a few frames are encoded. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { FfmpegTools } from './ffmpeg-tools.ts'

const run = promisify(execFile)

export interface H264Encoder {
  readonly name: string
  /** Before the first input. */
  readonly device: readonly string[]
  /** End of the filter chain, e.g. the upload to the card; empty for none. */
  readonly upload: string
  readonly options: readonly string[]
}

const software: H264Encoder = {
  name: 'libx264',
  device: [],
  upload: '',
  // veryfast: at 10 Mb/s 1080p slower presets cost two to three times the CPU for no visible gain. Constant, since
  // outlets ask for a least bit rate: what simple pictures do not need is filled up, else colour bars came at 0.03 Mb/s.
  options: ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-nal-hrd', 'cbr'],
}

const hardware: readonly H264Encoder[] = [
  { name: 'h264_nvenc', device: [], upload: '', options: ['-c:v', 'h264_nvenc', '-pix_fmt', 'yuv420p'] },
  { name: 'h264_qsv', device: [], upload: 'format=nv12', options: ['-c:v', 'h264_qsv'] },
  {
    name: 'h264_vaapi',
    device: ['-vaapi_device', '/dev/dri/renderD128'],
    upload: 'format=nv12,hwupload',
    options: ['-c:v', 'h264_vaapi'],
  },
]

const known = new Map<string, Promise<H264Encoder>>()

/** The first hardware encoder that encodes, else libx264; tried once per process and build. */
export function h264Encoder(tools: FfmpegTools): Promise<H264Encoder> {
  const cached = known.get(tools.ffmpeg) ?? choose(tools)
  known.set(tools.ffmpeg, cached)
  return cached
}

async function choose(tools: FfmpegTools): Promise<H264Encoder> {
  for (const encoder of hardware)
    if (tools.encoders.has(encoder.name) && (await encodes(tools.ffmpeg, encoder))) return encoder
  return software
}

async function encodes(ffmpeg: string, { device, upload, options }: H264Encoder): Promise<boolean> {
  const source = ['-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=25']
  const filter = upload ? ['-vf', upload] : []
  const sink = ['-frames:v', '5', '-f', 'null', '-']
  try {
    await run(ffmpeg, ['-v', 'error', ...device, ...source, ...filter, ...options, ...sink], {
      timeout: 15_000,
      killSignal: 'SIGKILL',
    })
    return true
  } catch {
    return false
  }
}
