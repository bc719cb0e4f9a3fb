# What the services' own status pages say, beside the crowd's verdict. Titles are the vendors' own words.

official-line = 公式のステータス:
official-operational = すべて正常
official-maintenance = メンテナンス中
official-degraded = 一部に不具合
official-partial-outage = 一部停止
official-major-outage = 大規模な停止
official-unread = 未確認
official-unknown = 明確な状態の記載なし
official-titled = { $state }、「{ $title }」
official-newest = { $state }。最新の記載は「{ $title }」
official-since = { $begin }から
official-after = 最初の報告の{ $span }後に発表
official-before = 最初の報告の{ $span }前に発表
official-silent = 最初の報告から{ $span }、この件の発表はまだありません
official-checked = { $at }に確認
official-unreachable = { $at }から確認できません
official-fact = 公式の発表
official-fact-after = { $at }、最初の報告の{ $span }後
official-fact-before = { $at }、最初の報告の{ $span }前
official-fact-silent = まだありません
official-fact-never = ありません
