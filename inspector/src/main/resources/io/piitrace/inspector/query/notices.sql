-- What the ledgers say about themselves.
select said_at as "time", type, lost, what, why, service, instance, attributes, ledger, seq
from notice
where (:type = '' or type = :type)
order by said_at, ledger, seq
limit :limit
