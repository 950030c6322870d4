-- Under which tenants data is kept or read: the key of a pseudonym is one of theirs.
select distinct coalesce(subject_tenant, tenant, '') as tenant
from access
order by tenant
