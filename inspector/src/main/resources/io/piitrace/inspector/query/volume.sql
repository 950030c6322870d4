-- How much was read over time, by which party?
select time, party, cast(sum(accesses) as bigint) as accesses
from (
    select date_trunc(:unit, first_at) as time, coalesce(party, '') as party, accesses
    from access
    where (:all_kinds or kind not in (select kind from folded_kind))
) as read
group by time, party
order by time, party
