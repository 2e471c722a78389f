/**
 * An upload is looked at before Payload touches it and stored by its content before its row appears; whatever is
 * wrong with it is one Chinese sentence. A crash between the two leaves bytes without a row, which the sweep removes.
 */
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { CollectionBeforeChangeHook, CollectionBeforeOperationHook, PayloadRequest } from 'payload'
import type { AssetRole } from '../../domain/asset.ts'
import { type Material, materialOf, orderOf } from '../../domain/material-kind.ts'
import { check, isWaivable } from '../../domain/material-rules.ts'
import type { Probe } from '../../domain/probe.ts'
import {
  type AcceptedMaterial,
  digestOfFile,
  judgeMaterial,
  keepMaterial,
  type Taken,
} from '../../pipeline/accept-material.ts'
import { may } from '../access.ts'
import { rulesOfPerson } from '../campaign-of.ts'
import { areCropsJudged } from '../endpoints/crops.ts'
import type { NameOfChange } from '../events.ts'
import type { Asset } from '../payload-types.ts'
import { type Reference, referenceId } from '../reference.ts'
import { Refused, refusedFor } from '../refusal.ts'
import { runtime } from '../runtime.ts'
import { technicalName } from '../storage-names.ts'
import { refuseWithoutRoom } from './storage-full.ts'

const acceptedOf = (req: PayloadRequest): AcceptedMaterial | undefined =>
  req.context.accepted as AcceptedMaterial | undefined

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
  if (operation !== 'create' || (!overrideAccess && !may(req, 'assets', 'create'))) return args
  // Payload would fetch it from whatever address the request names.
  if (!req.file) throw new Refused('请选择要上传的文件。')

  await refuseWithoutRoom(req)
  delete req.query.uploadEdits
  const data: { honoree?: Reference; role?: AssetRole | null; waiver?: { reason?: unknown } } =
    args.data ?? {}
  const honoree = referenceId(data.honoree)
  const fileName = req.file.name.normalize('NFC')
  const file = await asLocalFile(req)
  const accepted = await judgeMaterial(
    {
      path: file,
      fileName,
      declared: data.role ?? null,
      name: await nameOf(honoree, req),
      others: [],
      rules: await rulesOfPerson(honoree, req),
      isWaived: isWaived(data.waiver?.reason, req),
    },
    { examine: runtime().examine, takenAs: (sha256) => takenAs(honoree, sha256, req) },
  )
  if (!accepted.ok) {
    if (accepted.problem.kind === 'file-duplicate') await putBack(file, honoree, req)
    throw refusedFor(accepted.problem)
  }
  const { digest } = accepted.value
  req.file.name = technicalName(fileName, digest.sha256, honoree ?? '')
  req.context.accepted = accepted.value
  return args
}

/** Without the right a reason is refused rather than dropped: whoever wrote it believes it was heard. */
function isWaived(reason: unknown, req: PayloadRequest): boolean {
  if (typeof reason !== 'string' || reason.trim() === '') return false
  if (may(req, 'assets', 'waive')) return true
  throw new Refused(
    '放宽规定须由审核、终审或管理员提出，您的账号没有这项权限；请提交合规的原图，或请他们上传。',
    403,
  )
}

/** The trace of an upload taken against a rule says so; why stands in the document, which nobody can change. */
export const nameWaiver: NameOfChange = (before, { waiver }) =>
  before === null && (waiver as Asset['waiver'])?.rules ? 'waived' : null

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

/** As the newest draft says; empty where nobody is named yet. */
async function nameOf(honoree: string | null, req: PayloadRequest): Promise<string> {
  if (honoree === null) return ''
  const newest = await req.payload.findByID({
    collection: 'honorees',
    id: honoree,
    draft: true,
    depth: 0,
    disableErrors: true,
    req,
  })
  return newest?.name ?? ''
}

const assetWith = (honoree: string | null, sha256: string, req: PayloadRequest): Promise<Asset | null> =>
  req.payload.db.findOne<Asset>({
    collection: 'assets',
    where: { and: [{ honoree: { equals: honoree } }, { sha256: { equals: sha256 } }] },
    req,
  })

/** Whose original is gone from the store gets its bytes again from whoever sends them; there is no second row for that. */
async function putBack(file: string, honoree: string | null, req: PayloadRequest): Promise<void> {
  const digest = await digestOfFile(file)
  const asset = await assetWith(honoree, digest.sha256, req)
  const { store, wake } = runtime()
  if (!asset?.storageKey || (await store.size(asset.storageKey)) !== null) return
  if (!(await store.keep(file, asset.storageKey, digest))) return
  wake(honoree)
  throw new Refused(
    `“${asset.fileName}”的原始文件此前在服务器上丢失，现已补回，缺的成品会自动重做；素材里已有这一项，没有重复添加。`,
    409,
  )
}

async function takenAs(honoree: string | null, sha256: string, req: PayloadRequest): Promise<Taken | null> {
  const other = await assetWith(honoree, sha256, req)
  return other && { fileName: other.fileName ?? '', isInTrash: Boolean(other.deletedAt) }
}

/** Payload writes 50/50 when nobody chose a point; only a chosen one may bind every crop. */
const chosen = (x: unknown, y: unknown): { focalX: number | null; focalY: number | null } =>
  typeof x === 'number' && typeof y === 'number' && (x !== 50 || y !== 50)
    ? { focalX: x, focalY: y }
    : { focalX: null, focalY: null }

/** A file that becomes something else meets the rules of what it becomes. */
async function refuseOtherRole(role: AssetRole, asset: Asset, req: PayloadRequest): Promise<void> {
  const { fileName, probe, waiver } = asset
  const name = fileName ?? ''
  const rules = await rulesOfPerson(referenceId(asset.honoree), req)
  const checked = check(materialOf(role, name, ''), probe as unknown as Probe, name, rules)
  if (!checked.ok && !(waiver?.rules && isWaivable(checked.problem))) throw refusedFor(checked.problem)
}

export const keepUpload: CollectionBeforeChangeHook<Asset> = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  if (operation === 'update') {
    if (data.role && originalDoc && data.role !== originalDoc.role)
      await refuseOtherRole(data.role, originalDoc, req)
    return 'focalX' in data && !areCropsJudged({ req })
      ? { ...data, ...chosen(data.focalX, data.focalY) }
      : data
  }
  const accepted = acceptedOf(req)
  if (!accepted || !req.file) throw new Refused('请选择要上传的文件。')
  const { probe, digest, fileName, storageKey, material } = accepted
  const kept = await keepMaterial(accepted, await asLocalFile(req), runtime().store)
  if (!kept.ok) throw refusedFor(kept.problem)
  const { role } = material
  const { name } = (req.user ?? {}) as { name?: string | null }
  const waiver =
    accepted.waived !== null
      ? {
          reason: data.waiver?.reason ?? '',
          by: name ?? '工作人员',
          at: runtime().now().toISOString(),
          rules: accepted.waived,
        }
      : { reason: null, by: null, at: null, rules: null }
  return {
    ...data,
    ...chosen(data.focalX, data.focalY),
    role,
    waiver,
    order: data.order ?? (await freeOrder(referenceId(data.honoree), material, req)),
    fileName,
    sha256: digest.sha256,
    storageKey,
    probe: { ...probe },
    filesize: digest.bytes,
    width: probe.kind === 'document' ? null : probe.width,
    height: probe.kind === 'document' ? null : probe.height,
  }
}

async function freeOrder(honoree: string | null, material: Material, req: PayloadRequest): Promise<number> {
  const { docs } = await req.payload.db.find<Asset>({
    collection: 'assets',
    where: { and: [{ honoree: { equals: honoree } }, { role: { equals: material.role } }] },
    pagination: false,
    limit: 0,
    select: { order: true },
    req,
  })
  return orderOf(material, new Set(docs.map(({ order }) => order ?? 0)))
}
