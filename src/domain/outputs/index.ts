/** THE other table: every kind of output. A new kind is one file here, one in `render/outputs`, and its lines in both tables. */
import { mediaTypeOf } from '../media-type.ts'
import type { VariantKey } from '../variant.ts'
import { type FilmOutput, film } from './film.ts'
import { type FrameOutput, frame } from './frame.ts'
import { type ImageOutput, image } from './image.ts'
import type { FileKind, OutputKind } from './kind.ts'
import { type PosterOutput, poster } from './poster.ts'
import { type PressKitOutput, pressKit } from './press-kit.ts'
import { type TextOutput, text } from './text.ts'

/** Outputs that are files. */
export type FileOutput = ImageOutput | FrameOutput | FilmOutput | PosterOutput | PressKitOutput
export type Output = FileOutput | TextOutput

/** What the tables of kinds must hold, so that the compiler names what a new kind lacks. */
export type OutputKinds<All extends { readonly kind: string } = Output> = {
  readonly [O in All as O['kind']]: O extends TextOutput ? OutputKind<O, never> : FileKind<O>
}

export const outputKinds = { image, frame, film, poster, text, 'press-kit': pressKit } satisfies OutputKinds

// The compiler does not see that an output finds the kind of its own type.
export const kindOf = <O extends Output>({ kind }: O): OutputKind<O, FileOutput> =>
  outputKinds[kind] as unknown as OutputKind<O, FileOutput>
export const fileKindOf = <O extends FileOutput>({ kind }: O): FileKind<O> =>
  outputKinds[kind] as unknown as FileKind<O>

/** How staff name an output, e.g. 海报 1920×360. */
export const labelOf = (output: Output): string => kindOf(output).label(output)

/** File extension of an output, without the dot. */
export const extensionOf = (output: FileOutput): string => fileKindOf(output).extension(output)

export const mediaTypeOfOutput = (output: FileOutput): string =>
  mediaTypeOf[fileKindOf(output).extension(output)]

export const storageKeyOf = (key: VariantKey, output: FileOutput): string =>
  `variants/${key.slice(0, 2)}/${key}.${extensionOf(output)}`
