/**
 * The one door for materials, wherever they come from: a local file, what it is declared to be and for whom, is answered
 * with what may be recorded, or a problem. Judging writes nothing; keeping puts the bytes, and the caller writes the row.
 */
import { createReadStream } from 'node:fs'
import { originalKey } from '../domain/asset.ts'
import type { CampaignRules } from '../domain/campaign-rules.ts'
import { type Digest, digestOf } from '../domain/digest.ts'
import { type Finding, warning } from '../domain/finding.ts'
import { classify, type Material, materialOf, type Purpose } from '../domain/material-kind.ts'
import { check, guess, isWaivable } from '../domain/material-rules.ts'
import type { Probe } from '../domain/probe.ts'
import type { Problem } from '../domain/problem.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { BlobStore, Renderer } from './ports.ts'

export interface MaterialOffer {
  readonly path: string
  /** What the unit called it, NFC. */
  readonly fileName: string
  /**
   * `by-name`: the name must say it, as in a folder. `by-shape`: so it must, but a photograph whose name says nothing is
   * a work photo where its shape leaves nothing else. Null: the name may say it, else the content is asked.
   */
  readonly declared: Purpose | 'by-name' | 'by-shape' | null
  /** Of whom the file shall be, and of the others of the same hand-in. */
  readonly name: string
  readonly others: readonly string[]
  /** Of the person's campaign. */
  readonly rules: CampaignRules
  /** A person with the right waives what may be waived. */
  readonly isWaived?: boolean
}

export interface AcceptedMaterial {
  readonly material: Material
  readonly fileName: string
  readonly digest: Digest
  readonly storageKey: string
  readonly probe: Probe
  /** What is worth a look although the file is taken. */
  readonly findings: readonly Finding[]
  /** The refusal that was waived. */
  readonly waived: Problem['kind'] | null
}

export interface Taken {
  /** The file's name then. */
  readonly fileName: string
  readonly isInTrash: boolean
}

export interface Door {
  readonly examine: Renderer['examine']
  /** Hashes a local file; reads it where nobody remembers. */
  readonly digest?: (file: string) => Promise<Digest>
  /** Called as soon as it is known what the file is meant to be, whether or not it is taken then. */
  readonly onMaterial?: (material: Material) => void
  /** As what these bytes were taken before for the same honoree, which refuses them; null when they are new. */
  readonly takenAs: (sha256: string) => Promise<Taken | null>
  /** Whether these bytes were taken by a waiver before. */
  readonly hasWaiver?: (sha256: string) => boolean
  /** Facts measured before: the bytes are not examined again. */
  readonly knownProbe?: (sha256: string) => Probe | null
}

export const digestOfFile = (file: string): Promise<Digest> => digestOf(createReadStream(file))

export async function judgeMaterial(offer: MaterialOffer, door: Door): Promise<Result<AcceptedMaterial>> {
  const { fileName, path } = offer
  const named = nameSays(offer)
  if (named?.ok) door.onMaterial?.(named.value)

  const digest = await (door.digest ?? digestOfFile)(path)
  if (digest.bytes === 0) return refuse({ kind: 'file-empty', file: fileName })
  const isUnnamed =
    offer.declared === 'by-shape' && named?.ok === false && named.problem.kind === 'photo-name'
  if (named && !named.ok && !isUnnamed) return named

  const taken = await door.takenAs(digest.sha256)
  if (taken) return refuse(takenProblem(offer, taken))

  const known = door.knownProbe?.(digest.sha256)
  const probed = known ? ok(known) : await door.examine(path, fileName)
  if (!probed.ok) return probed
  const probe = probed.value
  const material = named?.ok ? named.value : guess(probe)
  if (isUnnamed) {
    if (material.role !== 'work-photo') return named
    door.onMaterial?.(material)
  }
  const checked = check(material, probe, fileName, offer.rules)
  if (!checked.ok && !((offer.isWaived || door.hasWaiver?.(digest.sha256)) && isWaivable(checked.problem)))
    return checked
  const storageKey = originalKey(fileName, digest.sha256)
  const verdict = checked.ok
    ? {
        findings: isUnnamed
          ? [...checked.value, warning({ kind: 'photo-by-shape', file: fileName })]
          : checked.value,
        waived: null,
      }
    : { findings: [], waived: checked.problem.kind }
  return ok({ material, fileName, digest, storageKey, probe, ...verdict })
}

const takenProblem = ({ fileName: file, name }: MaterialOffer, taken: Taken): Problem =>
  taken.isInTrash
    ? { kind: 'file-in-trash', file, other: taken.fileName, name }
    : { kind: 'file-duplicate', file, other: taken.fileName }

/** Null when neither the declaration nor the name says what the file is. */
function nameSays({ fileName, declared, name, others }: MaterialOffer): Result<Material> | null {
  const classified = classify(fileName, name, others)
  if (declared === 'by-name' || declared === 'by-shape') return classified
  if (declared !== null) return ok(materialOf(declared, fileName, name))
  return classified.ok ? classified : null
}

/** Puts the bytes under their content's key, once; a refusal says that something else lies there. */
export async function keepMaterial(
  { storageKey, digest, fileName }: AcceptedMaterial,
  path: string,
  store: Pick<BlobStore, 'keep'>,
): Promise<Result<null>> {
  return (await store.keep(path, storageKey, digest))
    ? ok(null)
    : refuse({ kind: 'original-differs', file: fileName })
}
