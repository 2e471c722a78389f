/** Uploaded originals (素材): looked at before they are accepted, kept by content, never changed afterwards. */
import type { CollectionConfig } from 'payload'
import { type AssetRole, assetRoleLabel } from '../../domain/asset.ts'
import { mediaTypeOf } from '../../domain/media-type.ts'
import { thumbnailKind } from '../../domain/thumbnail.ts'
import { accessOf, may, nobody } from '../access.ts'
import { coverSeconds, dropOldFraming } from '../cover-field.ts'
import { areCropsJudged, crop } from '../endpoints/crops.ts'
import { examineUpload, keepUpload, nameWaiver } from '../hooks/accept-upload.ts'
import {
  keepLiveOriginals,
  keepMeasured,
  keepReleasedOriginals,
  keepShownOriginals,
} from '../hooks/keep-originals.ts'
import { removeAfterUpload } from '../hooks/temp-files.ts'
import { afterwards, itsHonoree } from '../hooks/wake.ts'
import { internal } from '../internal-field.ts'
import { serveOriginal } from '../serve-original.ts'

const measured = { access: { create: nobody, update: nobody } } as const

export const assets: CollectionConfig = {
  slug: 'assets',
  labels: { singular: '素材', plural: '素材' },
  access: accessOf('assets'),
  disableDuplicate: true,
  trash: true,
  // The same file twice for one honoree is a slip of the hand, also when two people upload at once.
  indexes: [{ fields: ['honoree', 'sha256'], unique: true }],
  upload: {
    // Bytes go to the blob store, named by their content.
    disableLocalStorage: true,
    crop: false,
    hideRemoveFile: true,
    pasteURL: false,
    // For the file picker: never narrower than what is examined and refused in Chinese before this is looked at.
    mimeTypes: [
      'image/*',
      ...(['mp4', 'm4v', 'mov', 'pdf', 'docx', 'xlsx', 'txt'] as const).map((ending) => mediaTypeOf[ending]),
    ],
    handlers: [serveOriginal],
    adminThumbnail: ({ doc }) =>
      typeof doc.filename === 'string' && thumbnailKind(doc.filename)
        ? `/api/assets/file/${encodeURIComponent(doc.filename)}?small=1`
        : null,
  },
  admin: {
    group: '人选与素材',
    description:
      '照片、视频、海报和文档的原件。上传后自动检查并生成各渠道成品；原件不可替换，需要更换时请另行上传。',
    useAsTitle: 'fileName',
    defaultColumns: ['filename', 'honoree', 'role', 'order', 'caption', 'updatedAt'],
    listSearchableFields: ['fileName', 'caption', 'credit'],
  },
  hooks: {
    ...afterwards('assets', itsHonoree, nameWaiver),
    beforeDelete: [keepReleasedOriginals],
    beforeOperation: [keepMeasured, keepShownOriginals, examineUpload],
    beforeChange: [keepLiveOriginals, keepUpload, dropOldFraming],
    afterOperation: [removeAfterUpload],
  },
  endpoints: [crop],
  fields: [
    {
      name: 'honoree',
      type: 'relationship',
      label: '人选',
      relationTo: 'honorees',
      required: true,
      index: true,
      admin: { appearance: 'drawer' },
    },
    {
      name: 'role',
      type: 'select',
      label: '类型',
      options: (Object.keys(assetRoleLabel) as AssetRole[]).map((value) => ({
        value,
        label: assetRoleLabel[value],
      })),
      admin: {
        description: '留空则按文件名判断（如“姓名_证件照”“姓名1”“海报”），文件名看不出的再按内容判断。',
      },
    },
    {
      type: 'row',
      fields: [
        { name: 'caption', type: 'text', label: '图注', admin: { width: '60%' } },
        { name: 'credit', type: 'text', label: '作者', admin: { width: '40%' } },
      ],
    },
    {
      name: 'order',
      type: 'number',
      label: '顺序',
      min: 1,
      admin: {
        description: '同类素材中的先后，从 1 起；第一张生活工作照用作主图。留空则排在最后。',
        step: 1,
      },
    },
    {
      name: 'isAiMade',
      type: 'checkbox',
      label: '由人工智能生成或合成',
      defaultValue: false,
      admin: { description: '勾选后，成品上会加注明显标识（GB 45438-2025）。' },
    },
    {
      name: 'waiver',
      type: 'group',
      label: '放宽规定',
      admin: {
        description:
          '照片小于本活动规定的大小而确需采用的，由审核、终审或管理员在上传时写明理由；事后不能更改。',
      },
      fields: [
        {
          name: 'reason',
          type: 'textarea',
          label: '理由',
          maxLength: 200,
          access: { create: ({ req }) => may(req, 'assets', 'waive'), update: nobody },
        },
        { name: 'by', type: 'text', label: '批准人', ...measured, admin: { readOnly: true } },
        { name: 'at', type: 'date', label: '时间', ...measured, admin: { readOnly: true } },
        // The kind of the refusal that was waived: there is one at the most.
        { name: 'rules', type: 'text', ...measured, admin: internal },
      ],
    },
    {
      name: 'fileName',
      type: 'text',
      label: '原文件名',
      index: true,
      ...measured,
      admin: { readOnly: true, position: 'sidebar' },
    },
    {
      name: 'sha256',
      type: 'text',
      label: 'SHA-256',
      index: true,
      ...measured,
      admin: { readOnly: true, position: 'sidebar', disableListColumn: true },
    },
    coverSeconds,
    {
      name: 'crops',
      type: 'json',
      label: '手动裁切',
      access: { create: nobody, update: areCropsJudged },
      // Drawn on the person's page.
      admin: {
        ...internal,
        hidden: false,
        components: { Field: '/src/admin/person/drawn-ratios.tsx#DrawnRatios' },
      },
    },
    { name: 'storageKey', type: 'text', ...measured, admin: internal },
    {
      name: 'probe',
      type: 'json',
      label: '探测结果',
      ...measured,
      admin: internal,
    },
    // Payload's own columns: labelled in English there, and of no use to staff.
    { name: 'url', type: 'text', label: '原件地址', admin: internal },
    { name: 'thumbnailURL', type: 'text', label: '缩略图地址', admin: internal },
    { name: 'mimeType', type: 'text', label: '文件类型', admin: internal },
    {
      name: 'variants',
      type: 'ui',
      label: '成品',
      admin: { components: { Field: '/src/admin/asset-variants.tsx#AssetVariants' } },
    },
  ],
}
