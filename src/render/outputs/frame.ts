import type { FrameOutput } from '../../domain/outputs/frame.ts'
import { checkStill } from '../still.ts'
import { film } from './film.ts'
import type { RenderKind } from './kind.ts'

/** Frames are taken while their film is decoded. */
export const frame: RenderKind<FrameOutput> = { make: film.make, check: checkStill }
