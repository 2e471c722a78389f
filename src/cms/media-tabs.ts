/** The tabs of a person's page that show pictures: originals and how they are cut, what is made of them, where it was shown. */
import type { Condition, Tab } from 'payload'
import { may } from './access.ts'

/** Whoever may not read originals has nothing to see there. */
export const seesMaterial: Condition = (_data, _siblings, { user }) => may({ user }, 'assets', 'read')

const view = (name: string, label: string, component: string): Tab['fields'][number] => ({
  name,
  type: 'ui',
  label,
  admin: { components: { Field: `/src/admin/person/${component}` } },
})

export const mediaTabs: Tab[] = [
  {
    label: '素材',
    admin: { condition: seesMaterial },
    fields: [
      view('crops', '照片的裁切', 'crops.tsx#CropsPanel'),
      {
        name: 'assets',
        type: 'join',
        label: '全部素材',
        collection: 'assets',
        on: 'honoree',
        defaultSort: 'role',
        defaultLimit: 50,
        admin: { defaultColumns: ['filename', 'role', 'order', 'caption'] },
      },
    ],
  },
  {
    label: '成品',
    admin: { condition: seesMaterial },
    fields: [view('gallery', '成品', 'gallery.tsx#GalleryPanel')],
  },
  { label: '发布记录', fields: [view('releases', '发布记录', 'releases.tsx#ReleasesPanel')] },
]
