/** Payload's own sentences, where they are wrong here or keep a consequence to themselves. */
const out =
  '移入后即停用，不再用于制作成品、安排发布或取用；可从回收站恢复。正在展示的内容所用的不能移入，请先撤回。'

export const translations = {
  zh: {
    general: {
      trash: '回收站',
      aboutToTrash: `您即将把{{label}}“<1>{{title}}</1>”移入回收站。${out}您确定吗？`,
      aboutToTrashCount: `您即将把 {{count}} 个{{label}}移入回收站。${out}`,
      documentIsTrashed: '此{{label}}在回收站里，只能查看；要继续使用请先恢复。',
      titleTrashed: '{{label}}“{{title}}”已移入回收站。',
      trashedCountSuccessfully: '{{count}} 个{{label}}已移入回收站。',
      aboutToPermanentlyDelete:
        '您即将永久删除{{label}}“<1>{{title}}</1>”，删除后不能恢复。仍被使用的不能删除。您确定吗？',
      aboutToPermanentlyDeleteTrash:
        '您即将从回收站中永久删除 <0>{{count}}</0> 个<1>{{label}}</1>，删除后不能恢复。仍被使用的不能删除。您确定吗？',
    },
  },
}
