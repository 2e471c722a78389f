/**
 * An upload is looked at before Payload touches it and stored by its content before its row appears; whatever is
 * wrong with it is one Chinese sentence. A crash between the two leaves bytes without a row, which the sweep removes.
 */
import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { CollectionBeforeChangeHook, CollectionBeforeOperationHook, PayloadRequest } from 'payload'
import type { AssetRole } from '../../domain/asset.ts'
import { type Digest, digestOf } from '../../domain/digest.ts'
import type { Probe } from '../../domain/probe.ts'
import { may } from '../access.ts'
import type { Asset } from '../payload-types.ts'
import { type Reference, referenceId } from '../reference.ts'
import { Refused, refusedFor } from '../refusal.ts'
import { runtime } from '../runtime.ts'
import { originalKey, technicalName } from '../storage-names.ts'

interface Examined {
  readonly digest: Digest
  readonly probe: Probe
  readonly fileName: string
}

const examinedOf = (req: PayloadRequest): Examined | undefined => req.context.examined as Examined | undefined

export const examineUpload: CollectionBeforeOperationHook<'assets'> = async ({
  args,
  operation,
  overrideAccess,
  req,
}) => {
  if (operation === 'update') {
    if (req.file) throw new Refused('原件不可替换：请把新文件作为新的素材上传，再删除旧的。')
    takeFocalPoint(args, req)
    return args
  }
  // Payload itself refuses strangers right after this hook; until then their bytes are not looked at.
  if (operation !== 'create' || !req.file || (!overrideAccess && !may(req, 'assets', 'create'))) return args

  const fileName = req.file.name.normalize('NFC')
  delete req.query.uploadEdits
  const file = await asLocalFile(req)
  const examined = await runtime().examine(file, fileName)
  if (!examined.ok) throw refusedFor(examined.problem)
  const digest = await digestOf(createReadStream(file))
  const { sha256 } = digest
  const data: { honoree?: Reference; role?: unknown } = args.data ?? {}
  refuseRole(data.role, examined.value, fileName)
  await refuseDuplicate(referenceId(data.honoree), sha256, fileName, req)
  req.file.name = technicalName(fileName, sha256, referenceId(data.honoree) ?? '')
  req.context.examined = { digest, probe: examined.value, fileName } satisfies Examined
  return args
}

/** A moved focal point makes Payload fetch and store the file again; as plain data it is only remembered. */
function takeFocalPoint(args: { data?: unknown }, req: PayloadRequest): void {
  const edits = req.query.uploadEdits as { focalPoint?: { x?: unknown; y?: unknown } } | undefined
  const { x, y } = edits?.focalPoint ?? {}
  delete req.query.uploadEdits
  if (typeof x !== 'number' && typeof x !== 'string') return
  const data = args.data as Record<string, unknown>
  data.focalX = Math.round(Number(x))
  data.focalY = Math.round(Number(y))
}

async function asLocalFile(req: PayloadRequest): Promise<string> {
  const { file } = req
  if (!file) throw new Error('upload: no file')
  if (file.tempFilePath) return file.tempFilePath
  file.tempFilePath = path.join(tmpdir(), `zuimei-upload-${randomUUID()}`)
  await writeFile(file.tempFilePath, file.data)
  return file.tempFilePath
}

const expectedKind: Record<AssetRole, Probe['kind']> = {
  'id-photo': 'image',
  'work-photo': 'image',
  poster: 'image',
  film: 'film',
  document: 'document',
}
const kindLabel: Record<Probe['kind'], string> = { image: '照片', film: '视频', document: '文档' }
const roleOfKind: Record<Probe['kind'], AssetRole> = {
  image: 'work-photo',
  film: 'film',
  document: 'document',
}

function refuseRole(role: unknown, probe: Probe, file: string): void {
  const expected = expectedKind[role as AssetRole] as Probe['kind'] | undefined
  if (!expected || expected === probe.kind) return
  throw refusedFor({ kind: 'file-type', file, found: kindLabel[probe.kind], expected: kindLabel[expected] })
}

async function refuseDuplicate(
  honoree: string | null,
  sha256: string,
  file: string,
  req: PayloadRequest,
): Promise<void> {
  const other = await req.payload.db.findOne<Asset>({
    collection: 'assets',
    where: { and: [{ honoree: { equals: honoree } }, { sha256: { equals: sha256 } }] },
    req,
  })
  if (other) throw refusedFor({ kind: 'file-duplicate', file, other: other.fileName ?? file })
}

/** Payload writes 50/50 when nobody chose a point; only a chosen one may bind every crop. */
const chosen = (x: unknown, y: unknown): { focalX: number | null; focalY: number | null } =>
  typeof x === 'number' && typeof y === 'number' && (x !== 50 || y !== 50)
    ? { focalX: x, focalY: y }
    : { focalX: null, focalY: null }

export const keepUpload: CollectionBeforeChangeHook<Asset> = async ({ data, operation, req }) => {
  if (operation === 'update') {
    return 'focalX' in data ? { ...data, ...chosen(data.focalX, data.focalY) } : data
  }
  const examined = examinedOf(req)
  if (!examined || !req.file) throw new Refused('请选择要上传的文件。')
  const { probe, digest, fileName } = examined
  const storageKey = originalKey(fileName, digest.sha256)
  if (!(await runtime().store.keep(await asLocalFile(req), storageKey, digest)))
    throw refusedFor({ kind: 'original-differs', file: fileName })
  const role = data.role ?? roleOfKind[probe.kind]
  return {
    ...data,
    ...chosen(data.focalX, data.focalY),
    role,
    order: data.order ?? (await nextOrder(referenceId(data.honoree), role, req)),
    fileName,
    sha256: digest.sha256,
    storageKey,
    probe: { ...probe },
    filesize: digest.bytes,
    width: probe.kind === 'document' ? null : probe.width,
    height: probe.kind === 'document' ? null : probe.height,
  }
}

async function nextOrder(honoree: string | null, role: AssetRole, req: PayloadRequest): Promise<number> {
  const { docs } = await req.payload.db.find<Asset>({
    collection: 'assets',
    where: { and: [{ honoree: { equals: honoree } }, { role: { equals: role } }] },
    sort: '-order',
    limit: 1,
    pagination: false,
    req,
  })
  return (docs[0]?.order ?? 0) + 1
}
