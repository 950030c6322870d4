-- Who reads what: people concerned for each principal and category.
select
    coalesce(principal, '(unknown)') as principal,
    max(party) as party,
    category,
    count(distinct subject) as people,
    cast(sum(accesses) as bigint) as accesses
from access
where (:all_kinds or kind not in (select kind from folded_kind))
group by coalesce(principal, '(unknown)'), category
order by principal, category
